import { type Place, Shelf, type World } from '../../world/world';

export type InstanceState = 'running' | 'stopped';

/** AWS's codes of instance states (EC2 API, InstanceState). */
export const stateCodes: Readonly<Record<InstanceState, number>> = { running: 16, stopped: 80 };

/** An EC2 instance as DescribeInstances shows it. Its tags are in world/tags under `instanceArn`. */
export interface Ec2Instance {
  readonly id: string;
  readonly reservationId: string;
  readonly imageId: string;
  readonly instanceType: string;
  readonly architecture: 'x86_64' | 'arm64' | 'arm64_mac';
  readonly platformDetails: string;
  /** `windows`, or absent: EC2 gives it for Windows only. */
  readonly platform?: 'windows';
  readonly availabilityZone: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly securityGroup: { readonly id: string; readonly name: string };
  readonly privateIpAddress: string;
  readonly publicIpAddress?: string;
  readonly keyName?: string;
  readonly instanceProfileArn: string;
  readonly launchedAtMs: number;
  state: InstanceState;
}

const instances = new Shelf('ec2.instances', () => new Map<string, Ec2Instance>());

/** All instances of one account and Region, by id. */
export const instancesIn = (world: World, place: Place): Map<string, Ec2Instance> =>
  instances.of(world, place);

export const instanceArn = (place: Place, id: string): string =>
  `arn:aws:ec2:${place.region}:${place.account}:instance/${id}`;

/** `ip-10-0-0-1.eu-west-1.compute.internal`; us-east-1 keeps its older `ec2.internal`. */
export const privateDnsName = (place: Place, ip: string): string =>
  `ip-${ip.replaceAll('.', '-')}.${place.region === 'us-east-1' ? 'ec2.internal' : `${place.region}.compute.internal`}`;

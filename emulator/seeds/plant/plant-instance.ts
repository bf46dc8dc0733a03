import { type Ec2Instance, instancesIn } from '../../services/ec2/store';
import type { ManagedNode } from '../../services/ssm/nodes/store';
import { Luck } from '../../world/luck';
import type { Place, World } from '../../world/world';
import type { NodeSeed } from '../format/node-seed';
import { hexDigits } from '../hex-digits';

const zones = ['a', 'b', 'c'] as const;

const details: Readonly<Record<ManagedNode['platformType'], string>> = {
  Linux: 'Linux/UNIX',
  MacOS: 'Linux/UNIX',
  Windows: 'Windows',
};

type Looks = Pick<NodeSeed, 'instanceType' | 'publicIpAddress' | 'keyName' | 'state'>;

/** The EC2 side of a node. */
export function plantInstance(world: World, place: Place, node: ManagedNode, looks: Looks): void {
  const { luck } = world;
  const zone = luck.below(zones.length);
  const network = networkOf(place);
  const instance: Ec2Instance = {
    id: node.id,
    reservationId: `r-${hexDigits(luck, 17)}`,
    imageId: network.imageIds[node.platformType],
    instanceType: looks.instanceType,
    architecture:
      node.platformType === 'MacOS' ? 'arm64_mac' : node.architecture === 'arm64' ? 'arm64' : 'x86_64',
    platformDetails: details[node.platformType],
    ...(node.platformType === 'Windows' ? { platform: 'windows' as const } : {}),
    availabilityZone: `${place.region}${zones[zone] ?? 'a'}`,
    vpcId: network.vpcId,
    subnetId: network.subnetIds[zone] ?? '',
    securityGroup: { id: network.securityGroupId, name: 'managed-nodes' },
    privateIpAddress: node.ipAddress,
    ...(looks.publicIpAddress === undefined ? {} : { publicIpAddress: looks.publicIpAddress }),
    ...(looks.keyName === undefined ? {} : { keyName: looks.keyName }),
    instanceProfileArn: node.iamRole,
    launchedAtMs: node.registeredAtMs,
    state: looks.state,
  };
  instancesIn(world, place).set(node.id, instance);
}

const networks = new Map<string, ReturnType<typeof makeNetwork>>();

/** One VPC per account and Region, the same whenever it is asked for: kept only to save making it again. */
function networkOf(place: Place) {
  const key = `${place.account}/${place.region}`;
  const network = networks.get(key) ?? makeNetwork(place);
  networks.set(key, network);
  return network;
}

function makeNetwork({ account, region }: Place) {
  const luck = new Luck(0).fork(`${account}/${region}`);
  const image = () => `ami-${luck.hex(17)}`;
  return {
    vpcId: `vpc-${luck.hex(17)}`,
    subnetIds: zones.map(() => `subnet-${luck.hex(17)}`),
    securityGroupId: `sg-${luck.hex(17)}`,
    imageIds: { Linux: image(), Windows: image(), MacOS: image() },
  };
}

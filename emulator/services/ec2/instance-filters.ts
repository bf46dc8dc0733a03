import { AwsError } from '../../server/aws-error';
import { tagsOf } from '../../world/tags';
import type { Place, World } from '../../world/world';
import { type Ec2Instance, instanceArn, privateDnsName, stateCodes } from './store';

interface InstanceFilter {
  readonly name: string;
  readonly values: readonly string[];
}

type Reader = (instance: Ec2Instance, place: Place) => string | undefined;

/** Filter names of API_DescribeInstances that this world has facts for. */
const readers: Readonly<Record<string, Reader>> = {
  architecture: ({ architecture }) => architecture,
  'availability-zone': ({ availabilityZone }) => availabilityZone,
  hypervisor: () => 'xen',
  'iam-instance-profile.arn': ({ instanceProfileArn }) => instanceProfileArn,
  'image-id': ({ imageId }) => imageId,
  'instance-id': ({ id }) => id,
  'instance-state-code': ({ state }) => `${stateCodes[state]}`,
  'instance-state-name': ({ state }) => state,
  'instance-type': ({ instanceType }) => instanceType,
  'instance.group-id': ({ securityGroup }) => securityGroup.id,
  'instance.group-name': ({ securityGroup }) => securityGroup.name,
  'ip-address': ({ publicIpAddress }) => publicIpAddress,
  'key-name': ({ keyName }) => keyName,
  'launch-time': ({ launchedAtMs }) => new Date(launchedAtMs).toISOString(),
  'monitoring-state': () => 'disabled',
  'owner-id': (_, { account }) => account,
  platform: ({ platform }) => platform,
  'platform-details': ({ platformDetails }) => platformDetails,
  'private-dns-name': ({ privateIpAddress }, place) => privateDnsName(place, privateIpAddress),
  'private-ip-address': ({ privateIpAddress }) => privateIpAddress,
  'reservation-id': ({ reservationId }) => reservationId,
  'root-device-type': () => 'ebs',
  'subnet-id': ({ subnetId }) => subnetId,
  'virtualization-type': () => 'hvm',
  'vpc-id': ({ vpcId }) => vpcId,
};

/** The tests of a request's filters, made once; refuses a name EC2 would not know. All must pass, any value of each. */
export function instanceTests(world: World, place: Place, filters: readonly InstanceFilter[]) {
  const tests = filters.map(({ name, values }) => {
    const wanted = values.map(wildcard);
    const read = valuesUnder(world, place, name);
    return (instance: Ec2Instance) => read(instance).some((value) => wanted.some((test) => test.test(value)));
  });
  return (instance: Ec2Instance) => tests.every((test) => test(instance));
}

function valuesUnder(world: World, place: Place, name: string): (instance: Ec2Instance) => string[] {
  const tags = (instance: Ec2Instance) => tagsOf(world, instanceArn(place, instance.id));
  if (name === 'tag-key') return (instance) => [...tags(instance).keys()];
  if (name.startsWith('tag:')) return (instance) => present(tags(instance).get(name.slice('tag:'.length)));
  const reader = readers[name];
  if (!reader) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
  return (instance) => present(reader(instance, place));
}

const present = (value: string | undefined) => (value === undefined ? [] : [value]);

/** `*` is any run of characters and `?` any one; a backslash takes either literally (EC2 User Guide, List and filter). */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\[*?\\]|[*?]|[.+^${}()|[\]\\/]/g, (found) => {
    if (found === '*') return '.*';
    if (found === '?') return '.';
    return found.length === 2 ? found : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 'su');
}

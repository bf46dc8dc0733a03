import { tagsOf } from '../../world/tags';
import type { Place, World } from '../../world/world';
import { type Ec2Instance, instanceArn, privateDnsName, stateCodes } from './store';

/** An instance under the element names of EC2's XML (locationName in the service model). */
export const shownReservation = (world: World, place: Place, instance: Ec2Instance) => ({
  reservationId: instance.reservationId,
  ownerId: place.account,
  groupSet: [],
  instancesSet: [shownInstance(world, place, instance)],
});

const shownInstance = (world: World, place: Place, instance: Ec2Instance) => ({
  instanceId: instance.id,
  imageId: instance.imageId,
  instanceState: { code: stateCodes[instance.state], name: instance.state },
  privateDnsName: privateDnsName(place, instance.privateIpAddress),
  reason: '',
  keyName: instance.keyName,
  amiLaunchIndex: 0,
  instanceType: instance.instanceType,
  launchTime: new Date(instance.launchedAtMs).toISOString(),
  placement: { availabilityZone: instance.availabilityZone, groupName: '', tenancy: 'default' },
  platform: instance.platform,
  platformDetails: instance.platformDetails,
  monitoring: { state: 'disabled' },
  subnetId: instance.subnetId,
  vpcId: instance.vpcId,
  privateIpAddress: instance.privateIpAddress,
  ipAddress: instance.publicIpAddress,
  sourceDestCheck: true,
  groupSet: [{ groupId: instance.securityGroup.id, groupName: instance.securityGroup.name }],
  architecture: instance.architecture,
  rootDeviceType: 'ebs',
  rootDeviceName: '/dev/xvda',
  virtualizationType: 'hvm',
  hypervisor: 'xen',
  ebsOptimized: true,
  enaSupport: true,
  iamInstanceProfile: { arn: instance.instanceProfileArn },
  tagSet: [...tagsOf(world, instanceArn(place, instance.id))].map(([key, value]) => ({ key, value })),
  metadataOptions: { state: 'applied', httpTokens: 'required', httpEndpoint: 'enabled' },
});

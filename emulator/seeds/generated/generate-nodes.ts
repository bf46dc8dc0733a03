import { latestAgentVersion } from '../../services/ssm/nodes/agent-version';
import { type ManagedNode, nodeArn, nodesIn } from '../../services/ssm/nodes/store';
import { patchingsIn } from '../../services/ssm/patching/store';
import type { Luck } from '../../world/luck';
import { setTags } from '../../world/tags';
import type { Place, World } from '../../world/world';
import { hexDigits } from '../hex-digits';
import { plantInstance } from '../plant/plant-instance';
import { thisPlatform } from '../plant/this-platform';
import { type GeneratedImage, imagesFor } from './images';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const teams = ['Storefront', 'Payments', 'Data', 'Platform', 'Retail', 'Mobile'] as const;
const apps = ['web', 'api', 'worker', 'queue', 'batch', 'edge', 'search', 'media'] as const;
const environments = ['production', 'production', 'staging', 'development'] as const;

/** One in ten is a machine outside EC2. */
const hybridShare = 0.1;

/**
 * Adds `count` nodes to one place: many machines of few images, as real large fleets are. Planted without the seed
 * format, since ten thousand must not delay a start.
 */
export function generateNodes(world: World, place: Place, count: number): void {
  if (count === 0) return;
  const luck = world.luck.fork(`generated/${place.account}/${place.region}`);
  const images = imagesFor(world);
  for (let index = 1; index <= count; index += 1) generateNode(world, place, luck, luck.pick(images), index);
}

function generateNode(world: World, place: Place, luck: Luck, image: GeneratedImage, index: number): void {
  const app = luck.pick(apps);
  const name = `${app}-${String(index).padStart(5, '0')}`;
  const node = managedNode(world, place, luck, image, name);
  nodesIn(world, place).set(node.id, node);
  const hybrid = node.resourceType === 'ManagedInstance';
  if (!hybrid) plantInstance(world, place, node, { instanceType: 't3.medium', state: 'running' });
  setTags(world, nodeArn(place, node.id), [
    ...(hybrid ? [] : [['Name', name] as const]),
    ['Environment', luck.pick(environments)],
    ['Team', luck.pick(teams)],
    ['Application', app],
  ]);
  const endedAtMs = world.clock.now() - luck.below(24) * hourMs - hourMs;
  patchingsIn(world, place).set(node.id, {
    packages: image.packages,
    operation: {
      kind: 'Scan',
      startedAtMs: endedAtMs - 60_000,
      endedAtMs,
      rebootOption: 'RebootIfNeeded',
      snapshotId: image.snapshotId,
      commandId: image.commandId,
      pendingReboot: [],
      failed: [],
    },
  });
}

function managedNode(
  world: World,
  place: Place,
  luck: Luck,
  image: GeneratedImage,
  name: string,
): ManagedNode {
  const { platform } = image;
  const hybrid = luck.next() < hybridShare;
  const ours = platform.platformType === thisPlatform();
  return {
    id: `${hybrid ? 'mi' : 'i'}-${hexDigits(luck, 17)}`,
    resourceType: hybrid ? 'ManagedInstance' : 'EC2Instance',
    ...platform,
    architecture: platform.architecture ?? 'x86_64',
    agentVersion: latestAgentVersion,
    computerName: `${name}.${place.region}.example.internal`,
    ipAddress: `10.${luck.below(200)}.${luck.below(256)}.${1 + luck.below(254)}`,
    iamRole: hybrid
      ? 'service-role/QuarterdeckHybridNode'
      : `arn:aws:iam::${place.account}:instance-profile/QuarterdeckNode`,
    ...(hybrid ? { name, activationId: image.activationId } : {}),
    registeredAtMs: world.clock.now() - luck.below(700) * dayMs,
    lastPingAtMs: world.clock.now(),
    inactive: false,
    simulated: !ours,
    attachOnDemand: ours,
    agentHosted: ours,
  };
}

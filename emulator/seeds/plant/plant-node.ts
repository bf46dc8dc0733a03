import { latestAgentVersion } from '../../services/ssm/nodes/agent-version';
import { type ManagedNode, nodeArn, nodesIn } from '../../services/ssm/nodes/store';
import { patchingsIn } from '../../services/ssm/patching/store';
import { setTags } from '../../world/tags';
import type { Place, World } from '../../world/world';
import type { NodeSeed } from '../format/node-seed';
import { whenMs } from '../format/when';
import { plantInstance } from './plant-instance';
import { thisPlatform } from './this-platform';

/** Registers a node: with SSM, with EC2 unless it is hybrid, its tags, and its last patching. */
export function plantNode(world: World, seed: NodeSeed): ManagedNode {
  const place = { account: seed.account, region: seed.region };
  const node = managedNode(world, place, seed);
  nodesIn(world, place).set(node.id, node);
  if (node.resourceType === 'EC2Instance') plantInstance(world, place, node, seed);
  const tags = node.resourceType === 'EC2Instance' ? { Name: seed.name, ...seed.tags } : seed.tags;
  setTags(world, nodeArn(place, node.id), Object.entries(tags));
  plantPatching(world, place, node, seed);
  return node;
}

function managedNode(world: World, place: Place, seed: NodeSeed): ManagedNode {
  const { luck, clock } = world;
  const hybrid = seed.id === undefined ? seed.kind === 'hybrid' : seed.id.startsWith('mi-');
  const agent = seed.agent ?? (seed.platformType === thisPlatform() ? 'built-in' : 'simulated');
  const off = agent === 'off' || seed.state === 'stopped';
  return {
    id: seed.id ?? `${hybrid ? 'mi' : 'i'}-${luck.hex(17)}`,
    resourceType: hybrid ? 'ManagedInstance' : 'EC2Instance',
    platformType: seed.platformType,
    platformName: seed.platformName,
    platformVersion: seed.platformVersion,
    architecture: seed.architecture,
    agentVersion: seed.agentVersion ?? latestAgentVersion,
    computerName: seed.computerName ?? `${seed.name}.${place.region}.example.internal`,
    ipAddress: seed.ipAddress ?? `10.${luck.below(200)}.${luck.below(256)}.${1 + luck.below(254)}`,
    iamRole: hybrid
      ? 'service-role/QuarterdeckHybridNode'
      : `arn:aws:iam::${place.account}:instance-profile/QuarterdeckNode`,
    ...(hybrid ? { name: seed.name, activationId: luck.uuid() } : {}),
    registeredAtMs: whenMs(seed.registered, clock.now()),
    lastPingAtMs: off ? whenMs(seed.lastPing, clock.now()) : clock.now(),
    inactive: off,
    simulated: agent === 'simulated',
    attachOnDemand: agent === 'on-demand',
    agentHosted: !off && (agent === 'built-in' || agent === 'on-demand'),
  };
}

/** How long AWS-RunPatchBaseline takes on a small machine. */
const operationMs = 95_000;

function plantPatching(world: World, place: Place, node: ManagedNode, { patching }: NodeSeed): void {
  if (!patching) return;
  const { operation } = patching;
  const startMs = world.clock.now();
  const installedAtMs = whenMs(patching.installed, startMs);
  const endedAtMs = whenMs(operation.ended, startMs);
  patchingsIn(world, place).set(node.id, {
    packages: new Map(
      Object.entries(patching.packages).map(([name, version]) => [name, { version, installedAtMs }]),
    ),
    operation: {
      kind: operation.kind,
      startedAtMs: endedAtMs - operationMs,
      endedAtMs,
      rebootOption: operation.rebootOption,
      snapshotId: world.luck.uuid(),
      commandId: world.luck.uuid(),
      pendingReboot: operation.pendingReboot,
      failed: operation.failed,
    },
  });
}

import type { InstanceProperty } from '@aws-sdk/client-ssm';
import { type ManagedNode, pingStatuses, platformTypes } from './contract';

const text = (value: string | undefined): string | null => value || null;
const instant = (value: Date | undefined): number | null => value?.getTime() ?? null;

function oneOf<Word extends string>(words: readonly Word[], value: string | undefined): Word | null {
  return words.find((word) => word === value) ?? null;
}

/** What both listing operations answer; what only DescribeInstanceProperties knows is null from the other. */
type Raw = Omit<InstanceProperty, 'ResourceType'>;

/**
 * A node from either listing operation, or null where AWS sent one without an id (nothing could be done with it).
 * An unknown ping status counts as Inactive: it is certainly not known to be online.
 */
export function managedNodeOf(raw: Raw): ManagedNode | null {
  const id = raw.InstanceId;
  if (!id) return null;
  return {
    id,
    ssmName: text(raw.Name),
    computerName: text(raw.ComputerName),
    kind: id.startsWith('mi-') ? 'hybrid' : 'EC2',
    pingStatus: oneOf(pingStatuses, raw.PingStatus) ?? 'Inactive',
    lastPingAt: instant(raw.LastPingDateTime),
    agentVersion: text(raw.AgentVersion),
    ...platformOf(raw),
    ...machineOf(raw),
    iamRole: text(raw.IamRole) ?? text(raw.InstanceRole),
    activationId: text(raw.ActivationId),
    registeredAt: instant(raw.RegistrationDate),
    associationStatus: text(raw.AssociationStatus),
    lastAssociationAt: instant(raw.LastAssociationExecutionDate),
  };
}

const platformOf = (raw: Raw) => ({
  platformType: oneOf(platformTypes, raw.PlatformType),
  platformName: text(raw.PlatformName),
  platformVersion: text(raw.PlatformVersion),
});

const machineOf = (raw: Raw) => ({
  ipAddress: text(raw.IPAddress),
  instanceState: text(raw.InstanceState),
  instanceType: text(raw.InstanceType),
  architecture: text(raw.Architecture),
  launchedAt: instant(raw.LaunchTime),
});

/** The words of ux.md. EC2's own state wins: a stopped machine is stopped, whatever its agent said last. */
export const nodeStates = ['Online', 'Connection lost', 'Inactive', 'Stopped', 'Terminated'] as const;
export type NodeState = (typeof nodeStates)[number];

const pingWords: Record<ManagedNode['pingStatus'], NodeState> = {
  Online: 'Online',
  ConnectionLost: 'Connection lost',
  Inactive: 'Inactive',
};

export function nodeState({
  instanceState,
  pingStatus,
}: Pick<ManagedNode, 'instanceState' | 'pingStatus'>): NodeState {
  if (instanceState === 'stopped') return 'Stopped';
  if (instanceState === 'terminated') return 'Terminated';
  return pingWords[pingStatus];
}

/** "Amazon Linux 2023"; just the type where the agent said no more; null where it said nothing. */
export function platformWords(
  node: Pick<ManagedNode, 'platformName' | 'platformVersion' | 'platformType'>,
): string | null {
  const words = [node.platformName, node.platformVersion].filter((word) => word !== null).join(' ');
  return words || node.platformType;
}

/** What the person calls it: its Name tag, else its name in SSM, else its computer name, else its id. */
export function displayName(
  node: Pick<ManagedNode, 'id' | 'ssmName' | 'computerName'>,
  tags: Readonly<Record<string, string>> | null,
): string {
  return tags?.Name || node.ssmName || node.computerName || node.id;
}

/** Agent versions are dotted numbers: 3.3.10.0 is newer than 3.3.9.9. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let place = 0; place < length; place += 1) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** The newest agent among these nodes; null where none said its version. */
export function newestAgent(nodes: Iterable<Pick<ManagedNode, 'agentVersion'>>): string | null {
  let newest: string | null = null;
  for (const { agentVersion } of nodes) {
    if (agentVersion !== null && (newest === null || compareVersions(agentVersion, newest) > 0))
      newest = agentVersion;
  }
  return newest;
}

export const isAgentOlder = (version: string | null, newest: string | null): boolean =>
  version !== null && newest !== null && compareVersions(version, newest) < 0;

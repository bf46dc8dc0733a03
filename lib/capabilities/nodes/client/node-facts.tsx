import type { ReactNode } from 'react';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import type { FleetNode } from './fleet-node';

/** One fact: its name, its value (null: AWS has none), and why it may be missing. */
export interface NodeFact {
  readonly name: string;
  readonly value: ReactNode | null;
  readonly why: string;
}

const agentSilent = 'The agent did not report it';
const propertiesOnly = 'Only DescribeInstanceProperties reports it';

const time = (atMs: number | null) => (atMs === null ? null : <RelativeTime atMs={atMs} />);

export const agentFacts = (node: FleetNode): readonly NodeFact[] => [
  { name: 'Platform', value: node.platform, why: agentSilent },
  { name: 'Agent version', value: node.agentVersion, why: agentSilent },
  { name: 'Computer name', value: node.computerName, why: agentSilent },
  { name: 'IP address', value: node.ipAddress, why: agentSilent },
  { name: 'Last seen', value: time(node.lastPingAt), why: 'It never pinged' },
];

export const machineFacts = (node: FleetNode): readonly NodeFact[] => [
  { name: 'Type', value: node.kind === 'EC2' ? 'EC2 instance' : 'Hybrid node', why: '' },
  { name: 'Instance type', value: node.instanceType, why: propertiesOnly },
  { name: 'Instance state', value: node.instanceState, why: propertiesOnly },
  { name: 'Architecture', value: node.architecture, why: propertiesOnly },
  { name: 'Launched', value: time(node.launchedAt), why: propertiesOnly },
];

export const managementFacts = (node: FleetNode): readonly NodeFact[] => [
  { name: 'IAM role', value: node.iamRole, why: 'AWS reports none' },
  { name: 'Activation', value: node.activationId, why: 'It was not registered by an activation' },
  { name: 'Registered', value: time(node.registeredAt), why: 'AWS reports it for hybrid nodes only' },
  { name: 'Association status', value: node.associationStatus, why: 'No association has run on it' },
  { name: 'Last association', value: time(node.lastAssociationAt), why: 'No association has run on it' },
];

export function FactList({
  facts,
  className,
}: {
  facts: readonly NodeFact[];
  className: string | undefined;
}) {
  return (
    <dl className={className}>
      {facts.map(({ name, value, why }) => (
        <Fact key={name} name={name}>
          {value ?? <Missing why={why} />}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

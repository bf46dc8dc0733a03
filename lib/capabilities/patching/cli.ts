import { awsCli, cliLines } from '@/lib/kernel/cli';
import type { Scope } from '@/lib/kernel/scope';
import { statesPerCallMax } from './contract';

/** The AWS CLI commands that do what this room's pages do. */

export const patchesCli = ({ region }: Scope, nodeId: string): string =>
  awsCli('ssm', 'describe-instance-patches', { instanceId: nodeId, region });

interface PlacedNode {
  readonly account: string;
  readonly region: string;
  readonly id: string;
}

/** Patch states of these nodes: as many commands as AWS's limit of ids per call, the accounts and the Regions ask for. */
export function statesCli(nodes: readonly PlacedNode[]): string | null {
  const places = new Map<string, PlacedNode[]>();
  for (const node of nodes) {
    const key = `${node.account} ${node.region}`;
    places.set(key, [...(places.get(key) ?? []), node]);
  }
  const lines = [...places.values()].flatMap((inPlace) => [
    ...inPlace.slice(0, 1).map(({ account }) => `# with credentials of account ${account}`),
    ...batchesOf(inPlace),
  ]);
  return lines.length > 0 ? cliLines(lines) : null;
}

function batchesOf(nodes: readonly PlacedNode[]): string[] {
  const ids = nodes.map(({ id }) => id);
  return Array.from({ length: Math.ceil(ids.length / statesPerCallMax) }, (_, index) =>
    awsCli('ssm', 'describe-instance-patch-states', {
      instanceIds: ids.slice(index * statesPerCallMax, (index + 1) * statesPerCallMax),
      region: nodes[0]?.region,
    }),
  );
}

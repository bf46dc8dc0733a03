import type { NodeRef } from '@/lib/contribution';
import { placeKey, type Scope } from '@/lib/kernel/scope';
import type { ManagedNode } from '../contract';
import { displayName, type NodeState, nodeState, platformWords } from '../model';

type Tags = Readonly<Record<string, string>>;

/** A node of the fleet as lists draw it: where it was read, and what is derived from it, derived once. */
export interface FleetNode extends NodeRef, Omit<ManagedNode, keyof NodeRef> {
  /** Unique over all scopes. */
  readonly key: string;
  readonly state: NodeState;
  readonly platform: string | null;
}

/** `tags` is null while they are not read, or may not be. */
export const fleetNode = (scope: Scope, node: ManagedNode, tags: Tags | null): FleetNode => ({
  ...node,
  scope,
  key: `${placeKey(scope)}|${node.id}`,
  name: displayName(node, tags),
  tags,
  state: nodeState(node),
  platform: platformWords(node),
});

export const withTags = (node: FleetNode, tags: Tags): FleetNode => ({
  ...node,
  tags,
  name: displayName(node, tags),
});

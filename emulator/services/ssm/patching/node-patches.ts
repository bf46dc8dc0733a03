import { tagsOf } from '../../../world/tags';
import type { Place, World } from '../../../world/world';
import { type ManagedNode, nodeArn, nodesIn } from '../nodes/store';
import { catalogueOf } from './catalogue';
import { evaluatePackages } from './evaluate-packages';
import { evaluateUpdates } from './evaluate-updates';
import type { PatchItem } from './patch-item';
import { productOf } from './product';
import { baselineFor, type NodePatching, type PatchBaseline, patchingsIn } from './store';

/** What a node's last patching operation means under the baseline in force: the one source of all patch answers. */
export interface NodePatches {
  readonly node: ManagedNode;
  readonly patching: NodePatching;
  readonly baseline: PatchBaseline;
  readonly patchGroup: string;
  /** In the order of ids. */
  readonly items: readonly PatchItem[];
}

/** Computes a node's patches; undefined for nodes that are unknown, never scanned, or of no system Patch Manager knows. */
export function nodePatches(world: World, place: Place, id: string): NodePatches | undefined {
  const node = nodesIn(world, place).get(id);
  const patching = patchingsIn(world, place).get(id);
  const product = node && productOf(node);
  if (!node || !patching || !product) return undefined;
  const patchGroup = patchGroupOf(world, place, id);
  const baseline = baselineFor(world, place, product.system, patchGroup);
  const judgement = { patching, baseline, product: product.name, architecture: node.architecture };
  const { advisories, fixes } = catalogueOf(world, product.name);
  const items =
    product.system === 'WINDOWS'
      ? evaluateUpdates(judgement, advisories)
      : evaluatePackages(judgement, fixes);
  return { node, patching, baseline, patchGroup, items: items.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** The tag key is `Patch Group`, or `PatchGroup` where instance metadata shows tags (User Guide, Patch groups). */
function patchGroupOf(world: World, place: Place, id: string): string {
  const tags = tagsOf(world, nodeArn(place, id));
  return tags.get('Patch Group') ?? tags.get('PatchGroup') ?? '';
}

import { factsOf, nameOf } from '../../services/ssm/nodes/node-facts';
import { nodeArn, nodesIn } from '../../services/ssm/nodes/store';
import { type NodePatching, patchingsIn } from '../../services/ssm/patching/store';
import { setTags } from '../../world/tags';
import type { World } from '../../world/world';
import { SeedError } from '../format/read-seed-file';
import type { Seed } from '../format/seed';

type Change = Seed['changes'][number];

/** Changes one planted node, found by its name. Throws SeedError when there is none. */
export function applyChange(world: World, { account, region, name, tags, packages }: Change): void {
  const place = { account, region };
  const node = [...nodesIn(world, place).values()].find((one) => nameOf(factsOf(world, place, one)) === name);
  if (!node) throw new SeedError(`changes: there is no node ${name} in ${account} ${region}.`);
  setTags(world, nodeArn(place, node.id), Object.entries(tags));
  const patching = patchingsIn(world, place).get(node.id);
  if (!Object.keys(packages).length) return;
  if (!patching)
    throw new SeedError(`changes: node ${name} was never scanned and has no packages to change.`);
  patchingsIn(world, place).set(node.id, { ...patching, packages: changed(patching, packages) });
}

function changed(patching: NodePatching, packages: Change['packages']): NodePatching['packages'] {
  const after = new Map(patching.packages);
  for (const [name, version] of Object.entries(packages)) {
    if (version === null) after.delete(name);
    else after.set(name, { version, installedAtMs: patching.operation.startedAtMs });
  }
  return after;
}

import { baselinesIn, makeDefault, registerPatchGroup } from '../../services/ssm/patching/store';
import type { Place, World } from '../../world/world';
import type { BaselineSeed } from '../format/patching-seed';

export function plantBaseline(world: World, place: Place, seed: BaselineSeed): void {
  const { account: _account, region: _region, patchGroups, isDefault, ...parts } = seed;
  const baseline = { ...parts, id: seed.id ?? `pb-${world.luck.hex(17)}` };
  baselinesIn(world, place).set(baseline.id, baseline);
  for (const group of patchGroups) registerPatchGroup(world, place, group, baseline);
  if (isDefault) makeDefault(world, place, baseline);
}

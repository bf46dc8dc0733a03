import type { Place, World } from '../../world/world';
import type { Seed } from '../format/seed';
import { generateNodes } from '../generated/generate-nodes';
import { places } from '../places';
import { applyChange } from './apply-change';
import { plantAdvisory } from './plant-advisory';
import { plantBaseline } from './plant-baseline';
import { plantNode } from './plant-node';
import { plantParameter } from './plant-parameter';

/** Puts everything of a seed into a world. Advisories first: packages mean nothing without them. */
export function plantSeed(world: World, seed: Seed): void {
  for (const advisory of seed.advisories) plantAdvisory(world, advisory);
  for (const node of seed.nodes) plantNode(world, node);
  for (const baseline of seed.baselines)
    for (const place of placesOf(baseline, seed)) plantBaseline(world, place, baseline);
  for (const parameter of seed.parameters) plantParameter(world, parameter);
  for (const change of seed.changes) applyChange(world, change);
  for (const { account, region, count } of seed.generated) generateNodes(world, { account, region }, count);
}

/** A baseline without account or Region holds in the demo's places and wherever this seed has nodes. */
function placesOf({ account, region }: Seed['baselines'][number], seed: Seed): Place[] {
  if (account !== undefined && region !== undefined) return [{ account, region }];
  const own = new Map(
    [...places, ...seed.nodes].map((place) => [
      `${place.account}/${place.region}`,
      { account: place.account, region: place.region },
    ]),
  );
  return [...own.values()].filter(
    (place) => (account ?? place.account) === place.account && (region ?? place.region) === place.region,
  );
}

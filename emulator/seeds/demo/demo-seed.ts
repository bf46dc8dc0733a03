import type { Luck } from '../../world/luck';
import { type Seed, seed } from '../format/seed';
import { demoAdvisories } from './advisories';
import { demoBaselines } from './baselines';
import { demoNodes } from './nodes';
import { demoParameters } from './parameters';

/** The demo world, in the form of a seed file: the same luck gives the same world. */
export const demoSeed = (luck: Luck): Seed => ({
  ...seed.parse({
    advisories: demoAdvisories,
    baselines: demoBaselines,
    nodes: demoNodes(luck.fork('nodes')),
  }),
  // Made complete, and checked by a test: three thousand versions take a tenth of a second to check.
  parameters: demoParameters(luck.fork('parameters')),
});

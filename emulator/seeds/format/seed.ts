import { z } from 'zod';
import { account, nodeSeed, region } from './node-seed';
import { parameterSeed } from './parameter-seed';
import { advisorySeed, baselineSeed } from './patching-seed';

/** A world's beginning: what a seed file holds and what the demo is made of. README.md has an example. */
export const seed = z.strictObject({
  /** What to start from; the rest comes on top. */
  base: z.enum(['empty', 'demo']).default('empty'),
  nodes: z.array(nodeSeed).default([]),
  /** Changes to nodes of the base, by name: tags and packages are merged; `null` as version removes a package. */
  changes: z
    .array(
      z.strictObject({
        account,
        region,
        name: z.string(),
        tags: z.record(z.string(), z.string()).default({}),
        packages: z.record(z.string(), z.string().nullable()).default({}),
      }),
    )
    .default([]),
  advisories: z.array(advisorySeed).default([]),
  baselines: z.array(baselineSeed).default([]),
  parameters: z.array(parameterSeed).default([]),
  /** Generated nodes for one place. */
  generated: z.array(z.strictObject({ account, region, count: z.int().min(0).max(100_000) })).default([]),
});

export type Seed = z.infer<typeof seed>;
export type SeedInput = z.input<typeof seed>;

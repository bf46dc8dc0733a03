import type { World } from '../world/world';
import { demoSeed } from './demo/demo-seed';
import { plantSessionLogs } from './demo/session-logs';
import { readSeedFile } from './format/read-seed-file';
import { generateNodes } from './generated/generate-nodes';
import { places } from './places';
import { plantSeed } from './plant/plant-seed';

/** What a world starts with. */
interface SeedOptions {
  /** `demo`, `empty`, or the path of a seed file. */
  readonly seed: string;
  /** Generated nodes on top (EMULATOR_NODES), spread evenly over the demo's accounts and Regions. */
  readonly nodes: number;
}

/** Fills a new world. Throws SeedError for a seed file that cannot be used. */
export async function seedWorld(world: World, { seed: name, nodes }: SeedOptions): Promise<void> {
  const file = name === 'demo' || name === 'empty' ? undefined : await readSeedFile(name);
  if (name === 'demo' || file?.base === 'demo') {
    plantSeed(world, demoSeed(world.luck.fork('demo')));
    plantSessionLogs(world);
  }
  if (file) plantSeed(world, file);
  for (const [index, place] of places.entries()) generateNodes(world, place, share(nodes, index));
}

/** An even share of a whole: the first places take what does not divide. */
const share = (whole: number, index: number) =>
  Math.floor(whole / places.length) + (index < whole % places.length ? 1 : 0);

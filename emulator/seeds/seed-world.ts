import type { World } from '../world/world';

/** What a world starts with. */
export interface SeedOptions {
  /** `demo`, `empty`, or the path of a seed file. */
  readonly seed: string;
  /** Generated nodes on top (EMULATOR_NODES). */
  readonly nodes: number;
}

/** Fills a new world. */
export function seedWorld(_world: World, _options: SeedOptions): void | Promise<void> {}

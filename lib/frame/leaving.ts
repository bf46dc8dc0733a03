import type { LiveWork } from './live-work';

/** Ends what the person chose, all at once; answers the labels of those that could not be ended. */
export async function endWork(works: readonly LiveWork[]): Promise<readonly string[]> {
  const ends = works.map(async ({ end, label }) => {
    try {
      await end?.();
      return [];
    } catch {
      return [label];
    }
  });
  return (await Promise.all(ends)).flat();
}

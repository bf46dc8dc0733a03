import { test as base, type Page } from '@playwright/test';
import { journal } from './journal';
import { signIn } from './sign-in';
import { startWorld, type TestWorld } from './world';

export type Person = 'ada' | 'olu' | 'vic';

interface Fixtures {
  /** Signs the page's browser in by the provider's own page and waits on the nodes listing. */
  signIn: (person: Person, page?: Page) => Promise<void>;
  freshWorld: undefined;
}

interface WorkerFixtures {
  world: TestWorld;
}

/** One emulator and console per worker; every test starts from the seed and signs in anew. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  world: [
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  freshWorld: [
    async ({ world }, use, test) => {
      const start = journal.length;
      await world.control('reset');
      await use(undefined);
      if (test.status === test.expectedStatus) return;
      console.error(`The servers during “${test.title}”:\n${journal.since(start)}`);
    },
    { auto: true },
  ],
  baseURL: async ({ world }, use) => {
    await use(world.url);
  },
  signIn: async ({ page, world }, use) => {
    await use((person, where = page) => signIn(where, world, person));
  },
});

export { expect } from '@playwright/test';

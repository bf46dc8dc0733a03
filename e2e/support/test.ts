import { test as base, expect, type Page } from '@playwright/test';
import { journal } from './journal';
import { showNodes, startSession, takeRole } from './shells';
import { signIn } from './sign-in';
import { startWorld, type TestWorld } from './world';

export type Person = 'ada' | 'olu' | 'vic';

interface Fixtures {
  /** Signs the page's browser in by the provider's own page and waits on the nodes listing. */
  signIn: (person: Person, page?: Page) => Promise<void>;
  /** Signs in, takes the person's role everywhere, and starts a session on the node of this name, as the README says. */
  openShell: (person: Person, nodeName: string, page?: Page) => Promise<void>;
  freshWorld: undefined;
  noComplaints: undefined;
}

interface WorkerFixtures {
  world: TestWorld;
}

/** A breach of the content security policy; React that could not take over what the server drew, or broke. */
const complaint = /Content Security Policy|Minified React error/i;

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
  openShell: async ({ page, signIn }, use) => {
    await use(async (person, nodeName, where = page) => {
      await signIn(person, where);
      await takeRole(where, person);
      await showNodes(where, { name: nodeName });
      await startSession(where, nodeName);
    });
  },
  // What no page may cause, whatever its test is about. Other errors may be the test's own: a network that is gone.
  noComplaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        if (complaint.test(message.text())) complaints.push(`${message.page()?.url()}: ${message.text()}`);
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

import { JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect';
import * as chai from 'chai';

/** Stands in for vitest in a page: the same `expect`, and of `test` and `describe` what this room's tests use. */
interface Registered {
  readonly name: string;
  readonly run: () => unknown;
}
/** How one test went; `error` is null where it passed. */
export interface Outcome {
  readonly name: string;
  readonly error: string | null;
}

const registered: Registered[] = [];
let within: readonly string[] = [];

export function describe(name: string, body: () => void): void {
  const outer = within;
  within = [...outer, name];
  body();
  within = outer;
}

export function test(name: string, run: () => unknown): void {
  registered.push({ name: [...within, name].join(' > '), run });
}

test.each =
  (cases: readonly unknown[]) =>
  (name: string, run: (...values: unknown[]) => unknown): void => {
    for (const [index, value] of cases.entries()) {
      test(`${name} [${index}]`, () => (Array.isArray(value) ? run(...value) : run(value)));
    }
  };

chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect = chai.expect;

/** Runs everything registered, one after the other. */
export async function runAll(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of registered) outcomes.push({ name, error: await errorOf(run) });
  return outcomes;
}

async function errorOf(run: () => unknown): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (cause) {
    return cause instanceof Error ? `${cause.message}\n${cause.stack ?? ''}` : String(cause);
  }
}

/** One clear line and a non-zero exit: how every script of this project fails for a reason it knows. */
export class Refusal extends Error {
  /** @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'Refusal';
  }
}

/** @param {string} line */
export const say = (line) => process.stdout.write(`${line}\n`);

/**
 * Runs a script's main function: a Refusal is printed as its one line, anything else with its stack.
 * @param {() => Promise<number | void>} main the exit code, 0 when nothing is returned
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const known = error instanceof Refusal;
    process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

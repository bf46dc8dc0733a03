import { execFileSync } from 'node:child_process';
import { type CliKeys, runAwsCli } from './run-aws-cli';

export type { CliKeys };

/** Whether CLI tests are left out: only where `aws` is not on PATH, and never in CI, where they then fail. */
export const skipsAwsCli = !isThere() && !process.env.CI;
if (skipsAwsCli) console.warn('Skipped: the AWS CLI is not on this machine (no `aws` on PATH).');

function isThere(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The AWS CLI with these keys: what it printed, as JSON. Throws with what it wrote to stderr. */
export const awsCli =
  (endpoint: string, keys: CliKeys, region = 'eu-west-1') =>
  async (...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await runAwsCli({ endpoint, keys, region }, args);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim() === '' ? {} : JSON.parse(stdout);
  };

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Keys as the AWS CLI reads them from its environment. */
export interface CliKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const found = await run('aws', ['--version']).then(
  () => true,
  () => false,
);

/** Whether CLI tests are left out: only where `aws` is not on PATH, and never in CI, where they then fail. */
export const skipsAwsCli = !found && !process.env.CI;
if (skipsAwsCli) console.warn('Skipped: the AWS CLI is not on this machine (no `aws` on PATH).');

/** The AWS CLI with these keys and nothing of this machine's own AWS settings. Throws with what it wrote to stderr. */
export const awsCli =
  (endpoint: string, keys: CliKeys, region = 'eu-west-1') =>
  async (...args: string[]): Promise<unknown> => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      ...(keys.sessionToken ? { AWS_SESSION_TOKEN: keys.sessionToken } : {}),
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const fixed = ['--endpoint-url', endpoint, '--output', 'json'];
    const { stdout } = await run('aws', [...fixed, ...args], { env, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim() === '' ? {} : JSON.parse(stdout);
  };

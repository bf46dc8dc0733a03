import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';

/** Keys as the AWS CLI reads them from its environment. */
export interface CliKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface CliOptions {
  readonly endpoint: string;
  readonly keys: CliKeys;
  readonly region?: string;
  /** AWS_CA_BUNDLE, for the TLS endpoint. */
  readonly caFile?: string;
}

/** How one run of the AWS CLI ended. */
export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `aws …`, refused or not, with nothing of this machine's own AWS settings. */
export function runAwsCli(
  { endpoint, keys, region = 'eu-west-1', caFile }: CliOptions,
  args: readonly string[],
): Promise<CliRun> {
  const env = {
    NODE_ENV: process.env.NODE_ENV,
    PATH: process.env.PATH ?? '',
    HOME: tmpdir(),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken ? { AWS_SESSION_TOKEN: keys.sessionToken } : {}),
    ...(caFile ? { AWS_CA_BUNDLE: caFile } : {}),
  };
  const all = ['--endpoint-url', endpoint, '--output', 'json', ...args];
  return new Promise((resolve) => {
    execFile('aws', all, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    );
  });
}

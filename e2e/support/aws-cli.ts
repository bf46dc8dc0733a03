import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestWorld } from './world';

export interface CliKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface CliAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const onPath = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'aws')));

/** Why tests with the AWS CLI are skipped, or false. Where CI is set they must run: then they fail instead. */
export const cliMissing: string | false =
  onPath || process.env.CI ? false : 'the AWS CLI is not on this machine';

/** Runs a copied command as a person would: pasted into a POSIX shell, with the emulator as AWS. */
export function inShell(world: TestWorld, command: string, keys: CliKeys, input = ''): Promise<CliAnswer> {
  const env = {
    // Next's types demand it of every environment.
    NODE_ENV: 'test' as const,
    PATH: process.env.PATH,
    HOME: world.folder,
    AWS_ENDPOINT_URL: world.emulator.url,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken ? { AWS_SESSION_TOKEN: keys.sessionToken } : {}),
    AWS_PAGER: '',
    AWS_DEFAULT_REGION: 'eu-west-1',
  };
  return new Promise((resolve) => {
    const child = execFile('/bin/sh', ['-c', command], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

/** The emulator's full-access key: the account's own administrator, not a person. */
export const rootKeys = ({ emulator }: TestWorld): CliKeys => ({
  accessKeyId: emulator.accessKeyId,
  secretAccessKey: emulator.secretAccessKey,
});

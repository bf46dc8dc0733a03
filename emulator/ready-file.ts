import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { people } from './seeds/identity/people';
import type { RunningEmulator } from './server/start-server';

/** What a script needs to use an emulator that was started: the content of ready.json. */
export interface ReadyFacts {
  readonly url: string;
  readonly tlsUrl: string;
  readonly caFile: string;
  readonly keyFile: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  readonly people: readonly { readonly name: string; readonly fullName: string; readonly role: string }[];
  readonly password: string;
}

const keyFileIn = (runDir: string) => resolve(runDir, 'access-key.json');
const readyFileIn = (runDir: string) => join(runDir, 'ready.json');

/** Writes ready.json and the key file, both for this user's eyes only. Called before the emulator says ready. */
export async function writeReadyFiles({ emulator, caFile, identity }: Omit<RunningEmulator, 'stop'>) {
  const { runDir } = emulator.settings;
  const { issuer, clientId, clientSecret, password } = identity;
  const { accessKeyId, secretAccessKey, account } = emulator.accessKey;
  const { url, tlsUrl } = emulator.addresses;
  const facts: ReadyFacts = {
    url,
    tlsUrl,
    caFile: resolve(caFile),
    keyFile: keyFileIn(runDir),
    accessKeyId,
    secretAccessKey,
    account,
    oidc: { issuer, clientId, clientSecret },
    people: people.map(({ sub, name, role }) => ({ name: sub, fullName: name, role })),
    password,
  };
  await writeSecret(facts.keyFile, { accessKeyId, secretAccessKey, account });
  await writeSecret(readyFileIn(runDir), facts);
  return facts;
}

/** A file that says ready must not outlive the emulator it speaks of. */
export async function removeReadyFiles(runDir: string): Promise<void> {
  await rm(readyFileIn(runDir), { force: true });
  await rm(keyFileIn(runDir), { force: true });
}

async function writeSecret(file: string, content: unknown): Promise<void> {
  await mkdir(resolve(file, '..'), { recursive: true, mode: 0o700 });
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
}

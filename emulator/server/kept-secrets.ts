import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const secrets = z.object({ password: z.string().min(8), clientSecret: z.string().min(32) });
/** What the identity provider has to have again after a restart, or a console that goes on running is locked out of it. */
export type KeptSecrets = z.infer<typeof secrets>;

/** The secrets of an earlier run on this data folder, or new ones; without a folder they are new each time. */
export async function keptSecrets(dataDir: string | undefined): Promise<KeptSecrets> {
  const fresh = {
    password: randomBytes(12).toString('base64url'),
    clientSecret: randomBytes(32).toString('base64url'),
  };
  if (dataDir === undefined) return fresh;
  const file = join(dataDir, 'secrets.json');
  const kept = secrets.safeParse(await readFile(file, 'utf8').then(JSON.parse, () => undefined));
  if (kept.success) return kept.data;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify(fresh), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return fresh;
}

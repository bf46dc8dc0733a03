import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';

const storedKey = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  d: z.string(),
  n: z.string(),
  e: z.string(),
});

/** The provider's RS256 key, kept in `runDir` with mode 0600 so that tokens outlive a restart. */
export async function signingKey(runDir: string): Promise<JWK> {
  const file = join(runDir, 'oidc-key.json');
  const kept = await readFile(file, 'utf8').then(
    (text) => storedKey.safeParse(JSON.parse(text)).data,
    () => undefined,
  );
  if (kept) return kept;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, alg: 'RS256', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
  await mkdir(runDir, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(key), { mode: 0o600 });
  return key;
}

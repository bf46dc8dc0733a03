import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serverCertificate } from './certificates';

async function made(hosts: readonly string[] = []) {
  const runDir = await mkdtemp(join(tmpdir(), 'quarterdeck-certificate-'));
  onTestFinished(() => rm(runDir, { recursive: true, force: true }));
  const { cert, caFile } = await serverCertificate(runDir, hosts);
  return { leaf: new X509Certificate(cert), authority: new X509Certificate(await readFile(caFile)) };
}

test('it stands for every name that AWS’s agent can make of the emulator’s, and for no other', async () => {
  const { leaf, authority } = await made(['box.example:4578', '192.0.2.4']);
  expect(leaf.verify(authority.publicKey)).toBe(true);
  for (const host of [
    'localhost',
    'box.example',
    'logs.eu-west-1.localhost',
    'a-bucket.s3.us-east-1.localhost',
  ])
    expect(leaf.checkHost(host)).toBeDefined();
  for (const ip of ['127.0.0.1', '::1', '192.0.2.4']) expect(leaf.checkIP(ip)).toBeDefined();
  // Go takes a wildcard for `bucket.localhost`; OpenSSL wants two names behind the star, so the text is what is seen here.
  expect(leaf.subjectAltName).toContain('DNS:*.localhost,');
  for (const host of ['amazonaws.com', 'ssm.eu-west-1.amazonaws.com', 'example'])
    expect(leaf.checkHost(host)).toBeUndefined();
});

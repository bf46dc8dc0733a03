import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { regions } from '../seeds/places';

/** What the TLS port serves, and the file of the CA that clients must trust. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  readonly caFile: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
const caDays = 3650;
/** Made anew at each start, so it may be short; browsers and Apple refuse more than 825 days. */
const serverDays = 397;

interface Authority {
  readonly certificate: x509.X509Certificate;
  readonly privateKey: CryptoKey;
}

/**
 * A certificate for the emulator's names under a CA that is made at the first start and kept in `runDir`
 * (its key with mode 0600), so that what was told to trust it goes on doing so.
 */
export async function serverCertificate(
  runDir: string,
  hosts: readonly string[],
): Promise<ServerCertificate> {
  x509.cryptoProvider.set(crypto);
  await mkdir(runDir, { recursive: true, mode: 0o700 });
  const caFile = join(runDir, 'ca.pem');
  const authority = await readAuthority(runDir, caFile).catch(() => undefined);
  const { certificate, privateKey } = authority ?? (await makeAuthority(runDir, caFile));
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=Quarterdeck emulator',
    issuer: certificate.subject,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + serverDays * dayMs),
    publicKey: keys.publicKey,
    signingKey: privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension(alternativeNames(hosts)),
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(certificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: leaf.toString('pem'), key: await privateKeyPem(keys.privateKey), caFile };
}

/**
 * Besides its names, what AWS's agent makes of them: a bucket before the endpoint's host, and under `Agent.ServiceDomain`
 * `<service>.<Region>.localhost` (agent-service paper section 1).
 */
const alternativeNames = (hosts: readonly string[]): x509.JsonGeneralNames => [
  { type: 'dns', value: 'localhost' },
  { type: 'dns', value: '*.localhost' },
  ...regions.flatMap((region) => [
    { type: 'dns' as const, value: `*.${region}.localhost` },
    { type: 'dns' as const, value: `*.s3.${region}.localhost` },
  ]),
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
  ...hosts
    .map((host) => host.replace(/:\d+$/, ''))
    .map((value) => ({ type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const), value })),
];

async function makeAuthority(runDir: string, caFile: string): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Quarterdeck emulator CA (this machine only)',
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + caDays * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  await writeFile(caKeyFile(runDir), await privateKeyPem(keys.privateKey), { mode: 0o600 });
  await writeFile(caFile, certificate.toString('pem'), { mode: 0o644 });
  return { certificate, privateKey: keys.privateKey };
}

/** The CA of an earlier start; throws when there is none, it is damaged or about to end. */
async function readAuthority(runDir: string, caFile: string): Promise<Authority> {
  if (!existsSync(caFile)) throw new Error('no CA yet');
  const certificate = new x509.X509Certificate(await readFile(caFile, 'utf8'));
  if (certificate.notAfter.getTime() < Date.now() + serverDays * dayMs) throw new Error('the CA is old');
  const [key] = x509.PemConverter.decode(await readFile(caKeyFile(runDir), 'utf8'));
  if (!key) throw new Error('the CA key is empty');
  return {
    certificate,
    privateKey: await crypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign']),
  };
}

const caKeyFile = (runDir: string) => join(runDir, 'ca-key.pem');

const privateKeyPem = async (key: CryptoKey) =>
  x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), x509.PemConverter.PrivateKeyTag);

const serialNumber = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');

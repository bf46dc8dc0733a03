import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  ListAliasesCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../testing/start';
import { setAlias } from './key';

let emulator: TestEmulator;
let admin: KMSClient;
beforeAll(async () => {
  emulator = await startEmulator();
  admin = client(emulator.accessKey);
});
afterAll(() => emulator.stop());

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const client = (credentials: Keys) =>
  new KMSClient({ endpoint: emulator.url, region: 'eu-west-1', maxAttempts: 1, credentials });

async function newKey(policy?: unknown) {
  const Policy = policy === undefined ? undefined : JSON.stringify(policy);
  const { KeyMetadata } = await admin.send(new CreateKeyCommand({ Description: 'test', Policy }));
  return { id: KeyMetadata?.KeyId ?? '', arn: KeyMetadata?.Arn ?? '' };
}

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');
const secret = Buffer.from('the secret');

test('what is encrypted is decrypted again under the same context only', async () => {
  const key = await newKey();
  const { CiphertextBlob } = await admin.send(
    new EncryptCommand({ KeyId: key.id, Plaintext: secret, EncryptionContext: { a: '1', b: '2' } }),
  );
  expect(Buffer.from(CiphertextBlob ?? []).includes(secret)).toBe(false);
  const opened = await admin.send(
    new DecryptCommand({ CiphertextBlob, EncryptionContext: { b: '2', a: '1' } }),
  );
  expect(text(opened.Plaintext)).toBe('the secret');
  expect(opened.KeyId).toBe(key.arn);
  const others: (Record<string, string> | undefined)[] = [undefined, { a: '1' }, { a: '1', b: '3' }];
  for (const EncryptionContext of others)
    await expect(admin.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).rejects.toMatchObject(
      {
        name: 'InvalidCiphertextException',
      },
    );
});

test('a changed ciphertext and one under another key name are refused', async () => {
  const [key, other] = [await newKey(), await newKey()];
  const { CiphertextBlob } = await admin.send(new EncryptCommand({ KeyId: key.id, Plaintext: secret }));
  const changed = Buffer.from(CiphertextBlob ?? []);
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
  await expect(admin.send(new DecryptCommand({ CiphertextBlob: changed }))).rejects.toMatchObject({
    name: 'InvalidCiphertextException',
  });
  await expect(admin.send(new DecryptCommand({ CiphertextBlob, KeyId: other.arn }))).rejects.toMatchObject({
    name: 'IncorrectKeyException',
  });
  await expect(
    admin.send(new DecryptCommand({ CiphertextBlob: Buffer.from('no ciphertext') })),
  ).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
});

test('a data key comes plain and sealed, and both are the same key', async () => {
  const key = await newKey();
  setAlias(emulator.world, { account: '111122223333', region: 'eu-west-1' }, 'alias/data', key.id);
  const made = await admin.send(
    new GenerateDataKeyCommand({ KeyId: 'alias/data', NumberOfBytes: 64, EncryptionContext: { s: '1' } }),
  );
  expect(made.Plaintext).toHaveLength(64);
  const opened = await admin.send(
    new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext: { s: '1' } }),
  );
  expect(opened.Plaintext).toEqual(made.Plaintext);
  await expect(admin.send(new GenerateDataKeyCommand({ KeyId: key.id }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test('keys are found by id, ARN and alias in their own Region, and not otherwise', async () => {
  const key = await newKey();
  for (const KeyId of [key.id, key.arn, 'alias/aws/ssm']) {
    const { KeyMetadata } = await admin.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.KeyState).toBe('Enabled');
  }
  for (const KeyId of ['alias/nothing', crypto.randomUUID(), key.arn.replace('eu-west-1', 'us-east-1')])
    await expect(admin.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
});

test('aliases are listed page by page, alias/aws/ssm among them', async () => {
  const first = await admin.send(new ListAliasesCommand({ Limit: 1 }));
  expect(first.Aliases).toHaveLength(1);
  const names = [...(first.Aliases ?? [])];
  for (let Marker = first.NextMarker; Marker; ) {
    const page = await admin.send(new ListAliasesCommand({ Limit: 1, Marker }));
    names.push(...(page.Aliases ?? []));
    Marker = page.NextMarker;
  }
  expect(names.map(({ AliasName }) => AliasName)).toContain('alias/aws/ssm');
  expect(new Set(names.map(({ AliasName }) => AliasName)).size).toBe(names.length);
});

test("AWS's own alias/aws/ssm key serves nobody who asks KMS directly", async () => {
  const ada = client(await credentialsOf(emulator, 'ada'));
  await expect(
    ada.send(new EncryptCommand({ KeyId: 'alias/aws/ssm', Plaintext: secret })),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('because no resource-based policy allows the kms:Encrypt action'),
  });
});

test('a viewer is denied decryption by name of action, key and kind of policy', async () => {
  const key = await newKey();
  const { CiphertextBlob } = await admin.send(new EncryptCommand({ KeyId: key.id, Plaintext: secret }));
  const vic = client(await credentialsOf(emulator, 'vic'));
  await expect(vic.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User: arn:aws:sts::111122223333:assumed-role/QuarterdeckViewer/vic is not authorized to perform: kms:Decrypt on resource: ${key.arn} with an explicit deny in an identity-based policy`,
  });
});

test('a key policy may let a role in by name, for one encryption context', async () => {
  const operator = 'arn:aws:iam::111122223333:role/QuarterdeckOperator';
  const key = await newKey({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Principal: { AWS: operator },
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:EncryptionContext:team': 'checkout' } },
      },
    ],
  });
  const olu = client(await credentialsOf(emulator, 'olu'));
  for (const [team, opened] of [
    ['checkout', true],
    ['audit', false],
  ] as const) {
    const EncryptionContext = { team };
    const { CiphertextBlob } = await admin.send(
      new EncryptCommand({ KeyId: key.id, Plaintext: secret, EncryptionContext }),
    );
    const asked = olu.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    if (opened) expect(text((await asked).Plaintext)).toBe('the secret');
    else await expect(asked).rejects.toMatchObject({ name: 'AccessDeniedException' });
  }
});

test('another account needs both policies', async () => {
  const staging = client(await credentialsOf(emulator, 'ada', '444455556666'));
  const closed = await newKey();
  await expect(
    staging.send(new EncryptCommand({ KeyId: closed.arn, Plaintext: secret })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const open = await newKey({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: ['111122223333', '444455556666'] },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
  const sealed = await staging.send(new EncryptCommand({ KeyId: open.arn, Plaintext: secret }));
  expect(sealed.KeyId).toBe(open.arn);
});

test('a policy that is none is refused', async () => {
  await expect(admin.send(new CreateKeyCommand({ Policy: '{"Statement": 1}' }))).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
});

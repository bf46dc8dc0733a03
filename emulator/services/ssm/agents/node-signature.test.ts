import { CreateActivationCommand } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RegisteredNode } from '@/e2e/witness/registered-node';
import { home, seededEmulator } from '../../../seeds/testing/seeded-emulator';

const IamRole = 'service-role/QuarterdeckHybridNode';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;
beforeEach(async () => {
  emulator = await seededEmulator();
});
afterEach(() => emulator.stop());

async function registered(from = emulator): Promise<RegisteredNode> {
  const made = await from.ssm.send(new CreateActivationCommand({ IamRole }));
  const { ActivationId: id = '', ActivationCode: code = '' } = made;
  return RegisteredNode.register({ endpoint: from.url, region: home.region }, { id, code });
}

test("role tokens are given for a node's own signature alone", async () => {
  const node = await registered();
  const body = { Fingerprint: node.fingerprint };
  const spoil = (change: (headers: Record<string, string>) => void) =>
    node.callWithOwnKey('RequestManagedInstanceRoleToken', body, change);
  const other = await registered();
  const wrong = { code: 'InvalidSignatureException' };
  await expect(
    spoil((headers) => {
      headers.authorization = (headers.authorization ?? '').replace(node.id, other.id);
    }),
  ).rejects.toMatchObject(wrong);
  await expect(
    spoil((headers) => {
      headers.authorization = (headers.authorization ?? '').replace(/Signature=..../, 'Signature=AAAA');
    }),
  ).rejects.toMatchObject(wrong);
  await expect(
    spoil((headers) => {
      headers['x-amz-target'] = 'AmazonSSM.UpdateManagedInstancePublicKey';
    }),
  ).rejects.toMatchObject(wrong);
  await expect(
    spoil((headers) => {
      headers.authorization = (headers.authorization ?? '').replace(node.id, 'mi-0123456789abcdef0');
    }),
  ).rejects.toMatchObject({ code: 'InvalidInstanceId' });
  await expect(node.takeRoleToken('another machine')).rejects.toMatchObject({
    code: 'MachineFingerprintDoesNotMatch',
  });
  await node.takeRoleToken();
  // With good keys of its role, but not with its own key.
  await expect(node.callAsRole('AmazonSSM.RequestManagedInstanceRoleToken', body)).rejects.toMatchObject({
    code: 'UnrecognizedClientException',
  });
});

test("a node's own key opens nothing but its role token", async () => {
  const node = await registered();
  await expect(node.callWithOwnKey('GetParameter', { Name: 'x' }, () => {})).rejects.toMatchObject({
    code: 'UnrecognizedClientException',
  });
});

test('an old key is asked for another; the new one signs from then on, the old token lives on', async () => {
  const node = await registered();
  await node.takeRoleToken();
  const old = node.credentials;
  emulator.world.clock.advance(91 * 24 * 3_600_000);
  expect(await node.takeRoleToken()).toBe(true);
  expect(node.credentials.accessKeyId).not.toBe(old.accessKeyId);
  await node.changeKey();
  expect(await node.takeRoleToken()).toBe(false);
  node.credentials = old;
  await node.report();
});

test('EMULATOR_STS_SECONDS shortens role tokens too', async () => {
  const short = await seededEmulator({}, { env: { EMULATOR_STS_SECONDS: '40' } });
  const node = await registered(short);
  await node.takeRoleToken();
  expect(node.credentials.expires - Date.now() / 1000).toBeLessThanOrEqual(40);
  await short.stop();
});

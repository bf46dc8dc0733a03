import { expect, test } from 'vitest';
import { z } from 'zod';
import { RegisteredNode } from '@/e2e/witness/registered-node';
import { awsCli, skipsAwsCli } from '../../../testing/aws-cli';
import { startEmulator } from '../../../testing/start';

/** Each call starts a Python of its own. */
const cliTimeoutMs = 90_000;

const made = z.object({ ActivationId: z.string(), ActivationCode: z.string() });

test.skipIf(skipsAwsCli)(
  'the AWS CLI makes an activation, sees who registered with it, and deletes it',
  { timeout: cliTimeoutMs },
  async () => {
    const emulator = await startEmulator();
    const aws = awsCli(emulator.url, emulator.accessKey);
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    const activation = made.parse(
      await aws(
        ...['ssm', 'create-activation', '--iam-role', 'service-role/QuarterdeckHybridNode'],
        ...['--default-instance-name', 'press-7', '--registration-limit', '2', '--expiration-date', expires],
        ...['--tags', 'Key=Team,Value=Plant'],
      ),
    );
    const { ActivationId: id, ActivationCode: code } = activation;
    const service = { endpoint: emulator.url, region: 'eu-west-1' };
    const node = await RegisteredNode.register(service, { id, code });
    const filter = `FilterKey=ActivationIds,FilterValues=${id}`;
    expect(await aws('ssm', 'describe-activations', '--filters', filter)).toMatchObject({
      ActivationList: [{ ActivationId: id, RegistrationsCount: 1, RegistrationLimit: 2, Expired: false }],
    });
    await aws('ssm', 'deregister-managed-instance', '--instance-id', node.id);
    await aws('ssm', 'delete-activation', '--activation-id', id);
    expect(await aws('ssm', 'describe-activations')).toEqual({ ActivationList: [] });
    await emulator.stop();
  },
);

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { noteIssued } from '../../../auth/issued';
import { codeDigest } from '../../../auth/node-key';
import { AwsError, validationError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { isReservedKey, requestTagKeys, ssmTag, tagsPerResourceMax } from '../../tag-rules';
import { onAnyResource } from '../access';
import { passRole, requireServiceRole } from './service-role';
import { activationsIn } from './store';

const dayMs = 24 * 3_600_000;
/** API reference, CreateActivation: "up to 30 days in advance", and 24 hours when nothing is said. */
const lifeMsMax = 30 * dayMs;

const input = z.object({
  IamRole: z.string().max(64),
  Description: z.string().max(256).optional(),
  DefaultInstanceName: z
    .string()
    .max(256)
    .regex(/^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u)
    .optional(),
  RegistrationLimit: z.int().min(1).max(1000).default(1),
  ExpirationDate: z.number().optional(),
  Tags: z.array(ssmTag).max(1000).optional(),
  RegistrationMetadata: z
    .array(z.object({ Key: z.string().min(1).max(128), Value: z.string().min(1).max(2048) }))
    .optional(),
});
type Input = z.infer<typeof input>;

/** CreateActivation (Systems Manager API reference). The code is in its answer and nowhere else. */
export const createActivation = operation({
  name: 'CreateActivation',
  readOnly: false,
  leavesOut: 'RegistrationMetadata (reserved for internal use) is taken and not kept.',
  input,
  access: (asked, call) => [
    {
      ...onAnyResource(call.place, 'CreateActivation'),
      ...(asked.Tags && { keys: requestTagKeys(asked.Tags.map(({ Key, Value }) => [Key, Value])) }),
    },
    passRole(call, asked.IamRole),
  ],
  run: (asked, { world, place, now }) => {
    requireServiceRole(world, place, asked.IamRole);
    const tags = tagsOf(asked);
    const expiresAtMs = expiryOf(asked, now);
    const id = world.luck.uuid();
    // Twenty characters, as AWS's codes have.
    const code = randomBytes(15).toString('base64');
    activationsIn(world, place).set(id, {
      id,
      codeDigest: codeDigest(code),
      description: asked.Description,
      defaultInstanceName: asked.DefaultInstanceName,
      iamRole: asked.IamRole,
      registrationLimit: asked.RegistrationLimit,
      registrationsCount: 0,
      createdAtMs: now,
      expiresAtMs,
      tags,
    });
    noteIssued(world, 'activation-code', code);
    return { ActivationId: id, ActivationCode: code };
  },
});

function tagsOf({ Tags = [] }: Input) {
  const byKey = new Map(Tags.map((tag) => [tag.Key, tag]));
  if ([...byKey.keys()].some(isReservedKey))
    throw validationError('aws: prefixed tag key names are not allowed for external use.');
  if (byKey.size > tagsPerResourceMax)
    throw new AwsError('InvalidParameters', `A resource can have at most ${tagsPerResourceMax} tags.`);
  return [...byKey.values()];
}

function expiryOf({ ExpirationDate: seconds }: Input, now: number): number {
  if (seconds === undefined) return now + dayMs;
  const expiresAtMs = seconds * 1000;
  if (expiresAtMs <= now || expiresAtMs > now + lifeMsMax)
    throw validationError('ExpirationDate must be in the future and at most 30 days ahead.');
  return expiresAtMs;
}

import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { pageOf } from '../page';
import { keyIdShape } from './context-shape';
import { findKey } from './find-key';
import { keyRing } from './key';

/** KMS API reference, ListAliases: 50 unless told, 100 at most. */
const limitDefault = 50;
const limitMax = 100;

export const listAliases = operation({
  name: 'ListAliases',
  readOnly: true,
  input: z.object({
    KeyId: keyIdShape.optional(),
    Limit: z.number().int().min(1).max(1000).optional(),
    Marker: z
      .string()
      .min(1)
      .max(1024)
      .regex(/[ -ÿ]*/)
      .optional(),
  }),
  access: () => [{ action: 'kms:ListAliases', resource: '*' }],
  run({ KeyId, Limit, Marker }, { world, place }) {
    const only = KeyId === undefined ? undefined : findKey(world, place, KeyId);
    const ring = keyRing(world, place);
    const aliases = [...ring.aliases]
      .filter(([, keyId]) => !only || keyId === only.id)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const { items, next } = pageOf(aliases, ([name]) => name, {
      scope: ['ListAliases', place, KeyId],
      token: Marker,
      size: Math.min(Limit ?? limitDefault, limitMax),
      refuse: () => new AwsError('InvalidMarkerException', 'The marker is not valid.'),
    });
    return {
      Aliases: items.map(([AliasName, TargetKeyId]) => ({
        AliasName,
        AliasArn: `arn:aws:kms:${place.region}:${place.account}:${AliasName}`,
        TargetKeyId,
        CreationDate: new Date(ring.keys.get(TargetKeyId)?.createdAtMs ?? 0),
      })),
      Truncated: next !== undefined,
      NextMarker: next,
    };
  },
});

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Caller } from '../auth/caller';
import { Shelf, type World } from '../world/world';
import type { AccessRequest } from './operation';

/** The key of this world's encoded messages: nobody but sts DecodeAuthorizationMessage reads them. */
const keys = new Shelf('sts.authorization-message-key', () => randomBytes(32));

const ivBytes = 12;
const tagBytes = 16;

/** The refused facts, sealed, as EC2's UnauthorizedOperation carries them. */
export function encodeAuthorizationMessage(world: World, access: AccessRequest, caller: Caller): string {
  const facts = {
    allowed: false,
    explicitDeny: false,
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: {
      principal: { id: caller.userId, arn: caller.arn },
      action: access.action,
      resource: access.resource,
      conditions: {
        items: Object.entries(access.keys ?? {}).map(([key, value]) => ({
          key,
          values: { items: [value].flat().map((item) => ({ value: item })) },
        })),
      },
    },
  };
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keys.of(world), iv);
  const sealed = [cipher.update(JSON.stringify(facts), 'utf8'), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64url');
}

/** The facts again, as JSON text; undefined when this world did not seal them. */
export function decodeAuthorizationMessage(world: World, encoded: string): string | undefined {
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.length <= ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keys.of(world), bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

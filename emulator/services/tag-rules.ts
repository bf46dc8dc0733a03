import { z } from 'zod';

/** AWS's limit for nearly every resource type (General Reference, Tagging your AWS resources). */
export const tagsPerResourceMax = 50;

/** Keys with this prefix are AWS's own, in any case of letters. */
export const isReservedKey = (key: string): boolean => /^aws:/i.test(key);

/** `TagKey` and `TagValue` of the SSM model. */
const text = /^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u;

export const ssmTagKey = z.string().min(1).max(128).regex(text);
export const ssmTag = z.object({ Key: ssmTagKey, Value: z.string().max(256).regex(text) });

/** How many tags a resource has after these keys were added. */
export const countAfter = (now: ReadonlyMap<string, string>, added: readonly string[]): number =>
  new Set([...now.keys(), ...added]).size;

/** `aws:RequestTag/*` and `aws:TagKeys` of a tagging request, for an AccessRequest's keys. */
export function requestTagKeys(
  pairs: readonly (readonly [key: string, value: string | undefined])[],
): Record<string, string | string[]> {
  const keys: Record<string, string | string[]> = { 'aws:TagKeys': pairs.map(([key]) => key) };
  for (const [key, value] of pairs) if (value !== undefined) keys[`aws:RequestTag/${key}`] = value;
  return keys;
}

import { readFileSync } from 'node:fs';
import { isRecord, jsonObject, stringOf } from './payload';

/** Frames made by AWS's own serializers. Data, not code of ours: the one thing the witness shares with the product. */
const file = new URL('../../lib/data-channel/testing/vectors.json', import.meta.url);
const vectors = jsonObject(readFileSync(file));

/** The objects of one list of the vectors. @throws TypeError when there is no such list or it is empty */
export function vectorList(...path: string[]): Record<string, unknown>[] {
  const list = path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), vectors);
  const objects = Array.isArray(list) ? list.filter(isRecord) : [];
  if (objects.length === 0) throw new TypeError(`no vectors at ${path.join('.')}`);
  return objects;
}

/** One object of the vectors. @throws TypeError when it is missing */
export function vectorObject(name: string): Record<string, unknown> {
  const value = vectors[name];
  if (!isRecord(value)) throw new TypeError(`no vectors at ${name}`);
  return value;
}

/** A member given in hex, as bytes. */
export const bytesOf = (record: Record<string, unknown>, name: string) =>
  Buffer.from(stringOf(record, name), 'hex');

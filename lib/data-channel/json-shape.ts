import { textOf, utf8 } from './text';

/** A JSON object whose members are not trusted yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** The object in a JSON payload or text, or null when it is anything else. */
export function readObject(json: Uint8Array | string): JsonObject | null {
  const text = typeof json === 'string' ? json : textOf(json);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member when it is a string, else null. */
export function stringAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : null;
}

/** The member when it is an integer that a double holds exactly and is not negative, else null. */
export function countAt(object: JsonObject, key: string): number | null {
  const value = object[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** The member when it is a list, else null. */
export function listAt(object: JsonObject, key: string): readonly unknown[] | null {
  const value = object[key];
  return Array.isArray(value) ? value : null;
}

/** JSON as bytes, members in the order written, which is the order the real ends use. */
export const jsonBytes = (value: JsonObject): Uint8Array => utf8(JSON.stringify(value));

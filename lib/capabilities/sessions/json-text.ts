/** JSON as people read and compare it: two blanks in, one member a line. */
export const plainJson = (value: unknown): string => JSON.stringify(value, null, 2);

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same text laid out alike, so that a diff shows what changed and not how it was written. */
export function laidOut(text: string): string {
  const value = parseJson(text);
  return value === undefined ? text : plainJson(value);
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `change` laid over `value`, object by object; what `change` does not name stays. */
export function mergeJson(value: unknown, change: unknown): unknown {
  if (!isObject(value) || !isObject(change)) return change;
  const merged = Object.entries(change).map(([key, part]) => [key, mergeJson(value[key], part)]);
  return { ...value, ...Object.fromEntries(merged) };
}

/**
 * `yours` begun anew on `theirs`: a member that you changed is yours, every other is theirs. Where all three are not
 * objects, yours stands if you changed it.
 */
export function rebasedJson(base: unknown, yours: unknown, theirs: unknown): unknown {
  if (!isObject(base) || !isObject(yours) || !isObject(theirs))
    return plainJson(yours) === plainJson(base) ? theirs : yours;
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(yours)])];
  const members = keys.map((key) => [key, rebasedJson(base[key], yours[key], theirs[key])] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** The first fault of a text that should be a session document, in words, or null. */
export function sessionDocumentFault(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `Not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`;
  }
  if (!isObject(value)) return 'A document is a JSON object: { "schemaVersion": "1.0", … }.';
  if (value.schemaVersion !== '1.0') return 'schemaVersion must be "1.0" for a session document.';
  if (!sessionTypes.some((type) => type === value.sessionType))
    return `sessionType must be one of ${sessionTypes.join(', ')}.`;
  return null;
}

/** Session Manager user guide, "Session document schema". */
const sessionTypes = ['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands', 'Port'] as const;

import 'server-only';

/** AWS's list of tags as a record. The prototype stays out of it: a tag may be called `__proto__`. */
export function tagRecord(
  tags: readonly { Key?: string; Value?: string }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));
}

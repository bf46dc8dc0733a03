const inArn = /^arn:[^:]+:kms:[^:]+:\d{12}:((?:key|alias)\/.+)$/;

/** `key/<id>` or `alias/<name>`, whichever of the four spellings KMS takes it came in (GenerateDataKey, KeyId). */
function localName(name: string): string {
  const local = inArn.exec(name)?.[1] ?? name;
  return local.startsWith('key/') || local.startsWith('alias/') ? local : `key/${local}`;
}

const isArn = (name: string): boolean => name.startsWith('arn:');

/**
 * Whether two names can only mean one KMS key of one account and Region: ids and ARNs of keys, names and ARNs of
 * aliases. An alias and the key behind it are not compared here: only KMS knows.
 */
export function namesSameKey(one: string, other: string): boolean {
  if (isArn(one) && isArn(other)) return one === other;
  return localName(one) === localName(other);
}

/** Whether two names of the same kind differ, so that they cannot mean one key. An alias may stand for any key. */
export function isSurelyAnotherKey(one: string, other: string): boolean {
  const areAliases = [one, other].map((name) => localName(name).startsWith('alias/'));
  return areAliases[0] === areAliases[1] && !namesSameKey(one, other);
}

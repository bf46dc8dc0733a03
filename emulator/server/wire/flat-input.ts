import { validationError } from '../aws-error';

type Tree = { [key: string]: Tree | string };

/** No AWS input nests deeper; bounds what a hostile key can make us build. */
const depthMax = 12;

/**
 * Reads a query-protocol form into an object: `Tags.member.1.Key=a` and EC2's `Tag.1.Key=a` both become
 * `{ Tags: [{ Key: 'a' }] }`. Everything stays a string: the operation's shape coerces.
 */
export function nestFormFields(form: URLSearchParams): Record<string, unknown> {
  const root: Tree = Object.create(null);
  for (const [path, value] of form) {
    if (path === 'Action' || path === 'Version') continue;
    plant(root, path.split('.'), value);
  }
  const entries = Object.entries(root).map(([key, value]) => [key, listsOf(value)]);
  return Object.fromEntries(entries);
}

function plant(root: Tree, path: readonly string[], value: string): void {
  if (path.length > depthMax) throw validationError('The request is nested too deeply.');
  let at = root;
  for (const key of path.slice(0, -1)) {
    const next = at[key] ?? Object.create(null);
    if (typeof next === 'string') throw validationError(`${path.join('.')} is both a value and a structure.`);
    at[key] = next;
    at = next;
  }
  at[path.at(-1) ?? ''] = value;
}

function listsOf(tree: Tree | string): unknown {
  if (typeof tree === 'string') return tree;
  const keys = Object.keys(tree);
  const only = keys[0];
  const inner = only === 'member' && keys.length === 1 ? tree[only] : undefined;
  if (inner !== undefined) return listsOf(inner);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key)))
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => listsOf(tree[key] ?? ''));
  return Object.fromEntries(keys.map((key) => [key, listsOf(tree[key] ?? '')]));
}

import type { ParameterRow } from './contract';

/** A folder of parameter names. Names without a slash live in the root folder, `/`. */
export interface PathNode {
  /** `/`, `/prod`, `/prod/checkout`. */
  readonly path: string;
  readonly label: string;
  /** Parameters in it and in everything below it. */
  readonly count: number;
  readonly children: readonly PathNode[];
}

/** The folders above a name, outermost first: `/prod/db/host` is in `/`, `/prod` and `/prod/db`. */
export function foldersOf(name: string): readonly string[] {
  const parts = name.split('/').filter(Boolean).slice(0, -1);
  return ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)];
}

export const folderOf = (name: string): string => foldersOf(name).at(-1) ?? '/';

const order = new Intl.Collator('en', { numeric: true });

/** The tree of folders over these names, sorted as people count. */
export function pathTree(names: readonly string[]): PathNode {
  const counts = new Map<string, number>([['/', 0]]);
  const children = new Map<string, Set<string>>();
  for (const name of names) {
    const folders = foldersOf(name);
    folders.forEach((folder, index) => {
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
      const above = folders[index - 1];
      if (above !== undefined) children.set(above, (children.get(above) ?? new Set()).add(folder));
    });
  }
  const build = (path: string): PathNode => ({
    path,
    label: path === '/' ? '/' : (path.split('/').at(-1) ?? path),
    count: counts.get(path) ?? 0,
    children: [...(children.get(path) ?? [])].sort(order.compare).map(build),
  });
  return build('/');
}

/** Whether a name is in a folder or below it. */
export const isUnder = (name: string, path: string): boolean =>
  path === '/' || name.startsWith(`${path}/`) || `/${name}`.startsWith(`${path}/`);

/** A name as it reads inside a folder: `db/host` in `/prod`. */
export const nameWithin = (name: string, path: string): string =>
  path !== '/' && name.startsWith(`${path}/`) ? name.slice(path.length + 1) : name;

/** `/`, `prod`, `checkout` with the path of each, for the breadcrumb. */
export const breadcrumbs = (path: string): readonly { label: string; path: string }[] =>
  path === '/'
    ? [{ label: 'Parameters', path: '/' }]
    : [
        { label: 'Parameters', path: '/' },
        ...path
          .split('/')
          .filter(Boolean)
          .map((label, index, parts) => ({ label, path: `/${parts.slice(0, index + 1).join('/')}` })),
      ];

/** Search over full names: every word must occur, in any order, whatever the case. */
export function matchesSearch(row: Pick<ParameterRow, 'name' | 'description'>, search: string): boolean {
  const text = `${row.name} ${row.description ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What the console's own session names end on (lib/aws/role-session-name.ts): tells apart, and is nothing to read. */
const sessionNameMark = /=[a-z2-7]{12}$/;

/** The person in an assumed role's ARN (`…/QuarterdeckOperator/olu` → `olu`); other ARNs by their last part. */
export const personOf = (arn: string | null): string | null =>
  arn?.split(/[:/]/).at(-1)?.replace(sessionNameMark, '') || null;

/** How long a revealed value stays on the page: long enough to copy it, too short to be left lying about (ux.md). */
export const revealMs = 60_000;

/** A StringList's members, as AWS splits them: at commas, nothing else. */
export const listMembers = (value: string): readonly string[] => value.split(',');

/** `names` in groups that one call takes. */
export const inGroups = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** The deepest folder that all of these names are in. */
export function sharedFolder(names: readonly string[]): string {
  const [first, ...others] = names;
  if (first === undefined) return '/';
  return foldersOf(first).findLast((folder) => others.every((name) => isUnder(name, folder))) ?? '/';
}

/** What a person types before several parameters are deleted: the folder they share, else how many they are. */
export function deleteWord(names: readonly string[]): string | null {
  if (names.length < 2) return null;
  const folder = sharedFolder(names);
  return folder === '/' ? `${names.length} parameters` : folder;
}

/** "2 parameters". */
export const countWords = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'parameter' : 'parameters'}`;

import type { ConsoleConfig } from './console-config';

/** A mistake and where it is, as the keys from the file's root. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a schema cannot say: names that refer to nothing, and names given twice. */
export function crossCheck(config: ConsoleConfig): Mistake[] {
  const accounts = new Set(config.accounts.map(({ id }) => id));
  const roles = new Set(config.roles.map(({ name }) => name));
  return [
    ...doubles(
      config.accounts.map(({ id }) => id),
      (index) => ['accounts', index, 'id'],
    ),
    ...doubles(
      config.roles.map(({ name }) => name),
      (index) => ['roles', index, 'name'],
    ),
    ...config.grants.flatMap((grant, at) => [
      ...unknown(grant.roles, roles, ['grants', at, 'roles'], 'is not one of the roles above'),
      ...(grant.accounts === 'all'
        ? []
        : unknown(grant.accounts, accounts, ['grants', at, 'accounts'], 'is not one of the accounts above')),
    ]),
  ];
}

const doubles = (names: readonly string[], path: (index: number) => Mistake['path']): Mistake[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [{ path: path(index), message: `"${name}" is there twice` }],
  );

const unknown = (
  names: readonly string[],
  known: ReadonlySet<string>,
  path: Mistake['path'],
  words: string,
): Mistake[] =>
  names.flatMap((name, index) =>
    known.has(name) ? [] : [{ path: [...path, index], message: `"${name}" ${words}` }],
  );

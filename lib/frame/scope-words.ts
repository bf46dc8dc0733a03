import type { OfferedPlace } from '../bff/me/contract';
import { placeKey, type Scope } from '../kernel/scope';

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

const placeOf = (scope: Pick<Scope, 'account' | 'region'>, offered: readonly OfferedPlace[]) =>
  offered.find((place) => placeKey(place) === placeKey(scope));

/** The role as the configuration calls it; its name where it is unknown. */
export const roleLabel = (scope: Scope, offered: readonly OfferedPlace[]): string =>
  placeOf(scope, offered)?.roles.find(({ name }) => name === scope.role)?.label ?? scope.role;

export const accountName = (account: string, offered: readonly OfferedPlace[]): string =>
  offered.find((place) => place.account === account)?.accountName ?? account;

const few = (texts: readonly string[], many: string): string =>
  texts.length <= 2 ? texts.join(', ') : `${texts.length} ${many}`;

/** "Production · eu-west-1 · Administrator", or for several what they have in common. */
export function scopeWords(scopes: readonly Scope[], offered: readonly OfferedPlace[]): string {
  if (scopes.length === 0) return 'Choose where to look';
  const accounts = unique(scopes.map(({ account }) => accountName(account, offered)));
  const regions = unique(scopes.map(({ region }) => region));
  const roles = unique(scopes.map((scope) => roleLabel(scope, offered)));
  return [few(accounts, 'accounts'), few(regions, 'Regions'), few(roles, 'roles')].join(' · ');
}

/** Where a scope is, without its role: "Production · eu-west-1". */
export const placeWords = (
  scope: Pick<Scope, 'account' | 'region'>,
  offered: readonly OfferedPlace[],
): string => `${accountName(scope.account, offered)} · ${scope.region}`;

import type { Scope } from '@/lib/kernel/scope';
import type { ConsoleConfig, RoleConfig } from './console-config';

type Claims = Readonly<Record<string, unknown>>;
type Grant = ConsoleConfig['grants'][number];

/** One account and Region, and the roles a person may take there. */
export interface GrantedPlace {
  account: string;
  accountName: string;
  colour: string;
  region: string;
  roles: { name: string; label: string }[];
}

/** Every account and Region in which these claims grant a role, in the order of the file. */
export function grantedPlaces(config: ConsoleConfig, claims: Claims): GrantedPlace[] {
  return config.accounts.flatMap((account) => {
    const roles = rolesIn(config, claims, account.id).map(({ name, label }) => ({ name, label }));
    if (roles.length === 0) return [];
    return (account.regions ?? config.regions).map((region) => ({
      account: account.id,
      accountName: account.name,
      colour: account.colour,
      region,
      roles,
    }));
  });
}

/** The role of a scope if these claims grant it there, else null: the lock before any STS call. */
export function grantedRole(config: ConsoleConfig, claims: Claims, scope: Scope): RoleConfig | null {
  const account = config.accounts.find(({ id }) => id === scope.account);
  if (!account || !(account.regions ?? config.regions).includes(scope.region)) return null;
  return rolesIn(config, claims, account.id).find(({ name }) => name === scope.role) ?? null;
}

const rolesIn = (config: ConsoleConfig, claims: Claims, account: string): RoleConfig[] => {
  const granted = new Set(
    config.grants
      .filter(({ accounts }) => accounts === 'all' || accounts.includes(account))
      .filter(({ when }) => holds(when, claims))
      .flatMap(({ roles }) => roles),
  );
  return config.roles.filter(({ name }) => granted.has(name));
};

const holds = (when: Grant['when'], claims: Claims): boolean =>
  Object.entries(when).every(([claim, wanted]) =>
    claimValues(claims, claim).some((value) => wanted.includes(value)),
  );

/** A claim as texts: one text, or a list of which only the texts count. Own properties only. */
export function claimValues(claims: Claims, name: string): string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

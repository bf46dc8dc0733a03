import { claimValues } from '@/lib/config/grants';
import type { Person } from './person';

/** The person that an id token's claims name. `sub` and `iss` are always there (OpenID Connect Core §2). */
export function personOf(claims: Readonly<Record<string, unknown>>, groupsClaim: string): Person {
  const one = (name: string): string | undefined => claimValues(claims, name)[0] || undefined;
  const sub = one('sub') ?? '';
  return {
    sub,
    issuer: one('iss') ?? '',
    name: one('name') ?? one('preferred_username') ?? one('email') ?? sub,
    email: one('email') ?? null,
    groups: claimValues(claims, groupsClaim),
  };
}

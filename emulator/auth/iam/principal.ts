import type { Statement } from './policy';

/** Who asks, as resource-based policies name principals. */
export type Principal =
  | { readonly type: 'AWS'; readonly account: string; readonly arns: readonly string[] }
  | { readonly type: 'Federated' | 'Service'; readonly name: string };

/**
 * How a statement of a resource-based policy means this principal: by its own name (or `*`), through its whole
 * account (`…:root` or the bare number), or not at all (IAM User Guide, JSON policy elements: Principal).
 */
export function principalFit(
  { Principal: wanted, NotPrincipal }: Statement,
  principal: Principal,
): 'direct' | 'account' | undefined {
  // NotPrincipal with Allow is what AWS warns of; with Deny it spares those it names.
  if (NotPrincipal !== undefined) return fitOf(NotPrincipal, principal) ? undefined : 'direct';
  return wanted === undefined ? undefined : fitOf(wanted, principal);
}

function fitOf(
  wanted: NonNullable<Statement['Principal']>,
  principal: Principal,
): 'direct' | 'account' | undefined {
  if (wanted === '*') return 'direct';
  const names = wanted[principal.type] ?? [];
  if (names.includes('*')) return 'direct';
  if (principal.type !== 'AWS') return names.includes(principal.name) ? 'direct' : undefined;
  if (names.some((name) => principal.arns.includes(name))) return 'direct';
  const root = new RegExp(`^(arn:[\\w-]+:iam::)?${principal.account}(:root)?$`);
  return names.some((name) => root.test(name)) ? 'account' : undefined;
}

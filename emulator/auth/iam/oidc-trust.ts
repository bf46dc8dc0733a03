import type { JWK } from 'jose';
import { Shelf, type World } from '../../world/world';

/** An OpenID Connect provider that an account trusts (iam CreateOpenIDConnectProvider). */
export interface OidcTrust {
  readonly arn: string;
  /** With scheme, as in the token's `iss`. */
  readonly issuer: string;
  readonly clientIds: readonly string[];
  /** The public keys that AWS would read from the issuer's `jwks_uri`. */
  readonly keys: readonly JWK[];
}

const oidcTrusts = new Shelf('iam.oidc-providers', () => new Map<string, OidcTrust>());

export function trustIssuer(world: World, account: string, trust: Omit<OidcTrust, 'arn'>): void {
  const arn = `arn:aws:iam::${account}:oidc-provider/${withoutScheme(trust.issuer)}`;
  oidcTrusts.of(world, { account }).set(trust.issuer, { ...trust, arn });
}

export const trustedIssuer = (world: World, account: string, issuer: string): OidcTrust | undefined =>
  oidcTrusts.of(world, { account }).get(issuer);

/** How IAM spells a provider in ARNs and condition keys (`<this>:aud`). */
export const withoutScheme = (issuer: string): string => issuer.replace(/^https?:\/\//, '');

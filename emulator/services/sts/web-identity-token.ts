import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type OidcTrust, trustedIssuer } from '../../auth/iam/oidc-trust';
import { AwsError } from '../../server/aws-error';
import type { World } from '../../world/world';
import { checkTags, type SessionTags } from './session-tags';

/** A verified web identity token: who it speaks of, and what it brings for AWS. */
export interface WebIdentity extends SessionTags {
  readonly trust: OidcTrust;
  readonly subject: string;
  readonly audience: string;
  readonly sourceIdentity: string | undefined;
  readonly amr: readonly string[];
}

const tagValue = z
  .union([z.string(), z.array(z.string()).length(1)])
  .transform((value) => [value].flat()[0] ?? '');

/** IAM User Guide, Pass session tags using AssumeRoleWithWebIdentity: values are lists of one. */
const awsClaims = z.object({
  sub: z.string().min(1),
  azp: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string()).min(1)]).transform((value) => [value].flat()),
  amr: z.array(z.string()).default([]),
  'https://aws.amazon.com/tags': z
    .object({
      principal_tags: z.record(z.string(), tagValue).default({}),
      transitive_tag_keys: z.array(z.string()).default([]),
    })
    .default({ principal_tags: {}, transitive_tag_keys: [] }),
  'https://aws.amazon.com/source_identity': z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/)
    .optional(),
});

const invalid = (message: string) => new AwsError('InvalidIdentityToken', message);

/** Verifies a token as STS does: a trusted issuer of the role's account, signature, expiry, audience. Throws its errors. */
export async function readWebIdentity(world: World, account: string, token: string): Promise<WebIdentity> {
  const trust = trustOf(world, account, token);
  const payload = await verify(world, trust, token);
  const claims = awsClaims.safeParse(payload);
  if (!claims.success) throw invalid('The claims of the ID token are not of the form that AWS takes.');
  const { sub, azp, aud, amr } = claims.data;
  const audience = azp ?? aud.find((it) => trust.clientIds.includes(it)) ?? '';
  if (!trust.clientIds.includes(audience)) throw invalid('Incorrect token audience');
  const { tags, transitive } = tagsOf(payload, claims.data['https://aws.amazon.com/tags']);
  return {
    trust,
    subject: sub,
    audience,
    amr,
    sourceIdentity: claims.data['https://aws.amazon.com/source_identity'],
    ...checkTags({ tags, transitive }),
  };
}

const flatTag = 'https://aws.amazon.com/tags/principal_tags/';
const flatTransitive = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/**
 * Tags from the nested claim and from the flat ones: Entra ID and others cannot nest, so STS also takes
 * `…/tags/principal_tags/<key>` and `…/tags/transitive_tag_keys` as claims of their own.
 */
function tagsOf(
  payload: object,
  nested: z.output<typeof awsClaims>['https://aws.amazon.com/tags'],
): SessionTags {
  const tags = new Map(Object.entries(nested.principal_tags));
  const transitive = [...nested.transitive_tag_keys];
  for (const [claim, value] of Object.entries(payload)) {
    if (claim.startsWith(flatTag)) tags.set(claim.slice(flatTag.length), readClaim(tagValue, value));
    if (claim === 'https://aws.amazon.com/tags/transitive_tag_keys')
      transitive.push(...readClaim(flatTransitive, value));
  }
  return { tags, transitive };
}

function readClaim<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (!read.success) throw invalid('The claims of the ID token are not of the form that AWS takes.');
  return read.data;
}

function trustOf(world: World, account: string, token: string): OidcTrust {
  const issuer = issuerOf(token);
  const trust = trustedIssuer(world, account, issuer);
  if (!trust) throw invalid(`No OpenIDConnect provider found in your account for ${issuer}`);
  return trust;
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw invalid(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
}

async function verify(world: World, trust: OidcTrust, token: string): Promise<JWTPayload> {
  const currentDate = new Date(world.clock.signatureNow());
  try {
    const keys = createLocalJWKSet({ keys: [...trust.keys] });
    const { payload } = await jwtVerify(token, keys, {
      issuer: trust.issuer,
      currentDate,
      requiredClaims: ['exp', 'iat', 'sub', 'aud'],
      // IAM takes no symmetric keys and no `none` (IAM User Guide, Create an OpenID Connect provider).
      algorithms: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new AwsError(
        'ExpiredTokenException',
        `Token expired: current date/time ${Math.floor(currentDate.getTime() / 1000)} must be before the expiration date/time ${error.payload.exp}`,
      );
    if (error instanceof errors.JWTClaimValidationFailed)
      throw invalid(`The ID token's ${error.claim} is not valid.`);
    throw invalid("The ID token's signature could not be verified with the provider's keys.");
  }
}

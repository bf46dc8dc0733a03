import { decodeJwt } from 'jose';
import { z } from 'zod';

/** What the provider gave at sign-in or refresh, as it is sealed into the row. */
export const tokens = z.object({
  idToken: z.string().min(1),
  refreshToken: z.string().min(1).nullable(),
});
export type Tokens = z.infer<typeof tokens>;

const dates = z.object({ exp: z.number(), iat: z.number(), iss: z.string(), sub: z.string() });

/** The claims of an id token that was verified before (at the provider's answer): not a check. */
export function claimsOf(idToken: string): Record<string, unknown> & z.infer<typeof dates> {
  const claims = decodeJwt(idToken);
  return { ...claims, ...dates.parse(claims) };
}

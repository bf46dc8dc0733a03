import { bigint, boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';

const epochMs = (name: string) => bigint(name, { mode: 'number' });

/**
 * One row a sign-in: one person in one browser. All times are epoch ms of the server's clock. Tokens are sealed
 * (lib/auth/sealer.ts); claims are what the config's grants are matched against.
 */
export const signIns = pgTable(
  'sign_ins',
  {
    /** SHA-256 (base64url) of the opaque id in the cookie: a stolen table opens no session. */
    id: text('id').primaryKey(),
    issuer: text('issuer').notNull(),
    sub: text('sub').notNull(),
    claims: jsonb('claims').$type<Record<string, unknown>>().notNull(),
    sealedTokens: text('sealed_tokens').notNull(),
    /** `exp` of the id token inside `sealed_tokens`. */
    idTokenExpiresAt: epochMs('id_token_expires_at').notNull(),
    idTokenIssuedAt: epochMs('id_token_issued_at').notNull(),
    refreshable: boolean('refreshable').notNull(),
    /** Counts token writes: who waits for another's refresh watches it. */
    tokenVersion: integer('token_version').notNull().default(1),
    createdAt: epochMs('created_at').notNull(),
    expiresAt: epochMs('expires_at').notNull(),
    revokedAt: epochMs('revoked_at'),
    /** Who refreshes now, and until when nobody else may try. */
    leaseOwner: text('lease_owner'),
    leaseUntil: epochMs('lease_until').notNull().default(0),
  },
  (table) => [
    index('sign_ins_person').on(table.issuer, table.sub),
    index('sign_ins_expires_at').on(table.expiresAt),
  ],
);
export type SignInRow = typeof signIns.$inferSelect;

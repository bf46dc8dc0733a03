import { z } from 'zod';

/** One account and Region with the roles that this person may take there, as the config has them. */
const offeredPlace = z.object({
  account: z.string(),
  accountName: z.string(),
  /** A name of the palette (`red`, `blue`, …) or `#rrggbb`: the stripe that keeps accounts apart. */
  colour: z.string(),
  region: z.string(),
  roles: z.array(z.object({ name: z.string(), label: z.string() })),
});

/** Who is signed in, and what they may choose from. */
export const me = z.object({
  person: z.object({
    sub: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    groups: z.array(z.string()),
  }),
  /** Epoch ms at which signing in again is due. */
  expiresAt: z.number(),
  /** Empty for a person without any role. */
  scopes: z.array(offeredPlace),
  /** Tag keys that decide access: shown, never edited here. */
  lockedTags: z.array(z.string()),
  /** Changes with every build: another id than the page's own means that a new build is running. */
  buildId: z.string(),
  /** What the console looked for when it offered roles: for the person who got none. */
  lookedFor: z.array(z.object({ claim: z.string(), values: z.array(z.string()) })),
  consoleSettings: z.object({
    /** May a person keep an idle shell alive by pressing a button? */
    keepAlive: z.boolean(),
    /** Accounts in which a session that is logged nowhere must not start. */
    refuseUnloggedSessionsIn: z.array(z.string()),
  }),
});
export type Me = z.infer<typeof me>;
export type OfferedPlace = z.infer<typeof offeredPlace>;

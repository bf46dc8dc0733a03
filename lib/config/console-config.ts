import { z } from 'zod';

const accountId = z.string('must be a text: put the account id in quotes').regex(/^\d{12}$/, {
  message: 'must be 12 digits in quotes',
});
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { message: 'is not a Region name' });
/** A role's name with its path, if any: `QuarterdeckViewer`, `ops/QuarterdeckViewer` (IAM CreateRole). */
const roleName = z.string().regex(/^([!-~]+\/)*[\w+=,.@-]{1,64}$/, { message: 'is not an IAM role name' });
const colourNames = ['red', 'orange', 'amber', 'green', 'teal', 'blue', 'indigo', 'purple', 'pink', 'grey'];
const colour = z.string().refine((text) => colourNames.includes(text) || /^#[0-9a-fA-F]{6}$/.test(text), {
  message: `must be one of ${colourNames.join(', ')}, or '#rrggbb'`,
});

const account = z.strictObject({
  id: accountId,
  name: z.string().min(1).max(64),
  colour: colour.default('grey'),
  /** Regions offered in this account; without it, the file's `regions`. */
  regions: z.array(region).min(1).optional(),
  /** Overrides `sessions.refuseUnloggedSessions` for this account. */
  refuseUnloggedSessions: z.boolean().optional(),
});

const role = z.strictObject({
  name: roleName,
  label: z.string().min(1).max(64),
  /** Take this role first (with the id token), then the named role from it: AssumeRole, tags transitive. */
  via: z
    .strictObject({
      account: accountId,
      role: roleName,
    })
    .optional(),
});

const grant = z.strictObject({
  /** Claim → values: granted when every named claim holds (or lists) one of its values. */
  when: z
    .record(z.string().min(1), z.array(z.string().min(1)).min(1))
    .refine((when) => Object.keys(when).length > 0, 'must name at least one claim'),
  roles: z.array(roleName).min(1),
  /** Account ids, or `all`. */
  accounts: z.union([z.literal('all'), z.array(accountId).min(1)]),
});

const sessions = z.strictObject({
  refuseUnloggedSessions: z.boolean().default(false),
  keepAlive: z.boolean().default(true),
});

/** The shape of quarterdeck.config.yaml. What refers to what is checked in `cross-check.ts`. */
export const consoleConfig = z.strictObject({
  regions: z.array(region).min(1),
  accounts: z.array(account).min(1),
  roles: z.array(role).min(1),
  grants: z.array(grant).min(1),
  /** The claim whose values are shown as the person's groups. */
  groupsClaim: z.string().min(1).default('groups'),
  /** Tag keys that decide access: shown, never edited in the console. */
  lockedTags: z.array(z.string().min(1).max(128)).default([]),
  sessions: sessions.default({ refuseUnloggedSessions: false, keepAlive: true }),
});
export type ConsoleConfig = z.infer<typeof consoleConfig>;
export type RoleConfig = ConsoleConfig['roles'][number];

import { z } from 'zod';
import { ConfigError } from './config-error';

const bytes32 = (text: string): boolean => Buffer.from(text, 'base64').length === 32;
const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** An address with one of these schemes; one message, for the first thing that is wrong. */
const origin = (protocols: readonly string[]) =>
  z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), {
    message: `must start with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    abort: true,
  });

/** The server's environment. Docs of each: docs/configuration.md. Unknown variables are not ours to judge. */
const shape = z.object({
  PUBLIC_URL: origin(['http:', 'https:'])
    .refine((text) => new URL(text).pathname === '/', 'must have no path')
    .transform((text) => new URL(text).origin)
    .default('http://localhost:3000'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  QUARTERDECK_CONFIG: z.string().default('./quarterdeck.config.yaml'),
  OIDC_ISSUER: origin(['http:', 'https:']),
  OIDC_CLIENT_ID: z.string(),
  OIDC_CLIENT_SECRET: z.string(),
  OIDC_SCOPES: z.string().default('openid profile email offline_access'),
  /** Sent as `prompt` when signing in; some providers give refresh tokens only with `consent`. */
  OIDC_PROMPT: z.string().optional(),
  /**
   * After signing out here, also end the provider's session where it has a page for it. `with-id-token` for providers
   * that ask for `id_token_hint`: the token goes through the browser, and AWS accepts it until it ends.
   */
  OIDC_END_SESSION: z.enum(['false', 'true', 'with-id-token']).default('false'),
  ENCRYPTION_KEYS: z
    .string()
    .transform(list)
    .refine((keys) => keys.length > 0, 'needs at least one key')
    .refine(
      (keys) => keys.every(bytes32),
      'every key must be 32 bytes in base64 (make one with: openssl rand -base64 32)',
    ),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text), 'must start with postgres:// or postgresql://')
    .optional(),
  DATA_DIR: z.string().default('./.quarterdeck/db'),
  SESSION_STREAM_ORIGINS: z
    .string()
    .transform(list)
    .pipe(z.array(origin(['ws:', 'wss:'])))
    .default([]),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SIGN_IN_HOURS: z.coerce.number().positive().max(720).default(12),
  /** Believe X-Forwarded-Host and -Proto: only behind a proxy that sets them itself on every request. */
  TRUST_FORWARDED: flag.default(false),
});
export type Env = z.infer<typeof shape>;

/**
 * The environment, checked. An empty variable counts as not set. Throws ConfigError with one line per wrong
 * variable; values are never repeated, since some are secrets.
 */
export function readEnv(given: Readonly<Record<string, string | undefined>>): Env {
  const set = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = shape.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return set[name] === undefined ? `${name} is not set` : `${name} ${issue.message}`;
    }),
  );
}

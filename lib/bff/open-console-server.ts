import 'server-only';
import type { Logger } from 'pino';
import { openProvider } from '@/lib/auth/provider';
import { Sealer } from '@/lib/auth/sealer';
import { SignInFlow } from '@/lib/auth/sign-in-flow';
import { SignInStore } from '@/lib/auth/sign-in-store';
import { SignIns } from '@/lib/auth/sign-ins';
import { TokenSafe } from '@/lib/auth/token-safe';
import { AwsAccess } from '@/lib/aws/aws-access';
import { type Env, readEnv } from '@/lib/config/env';
import { readConfig } from '@/lib/config/read-config';
import { openDatabase } from '@/lib/db/open-database';
import { openLog } from '@/lib/log/logger';
import type { ConsoleServer } from './console-server';

type Given = Readonly<Record<string, string | undefined>>;

/** What a test may hand in instead of the real thing. */
export interface Parts {
  readonly log?: Logger;
  readonly now?: () => number;
}

/**
 * Opens a console on an environment: checks env and config, opens and migrates the database. Makes no call to
 * AWS or the provider. Throws ConfigError with a line per mistake, or what the database says.
 */
export async function openConsoleServer(given: Given, parts: Parts = {}): Promise<ConsoleServer> {
  const env = readEnv(given);
  const config = readConfig(env.QUARTERDECK_CONFIG);
  const log = parts.log ?? openLog(env.LOG_LEVEL);
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR });
  const now = parts.now ?? (() => Date.now());
  const sealer = new Sealer(env.ENCRYPTION_KEYS);
  const oidc = {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: env.OIDC_CLIENT_SECRET,
  };
  const provider = openProvider(oidc);
  const aws = new AwsAccess({ config, given, idToken: (signIn) => signIns.idToken(signIn), now });
  const signIns: SignIns = new SignIns({
    store: new SignInStore(database),
    safe: new TokenSafe(sealer),
    provider,
    log,
    now,
    hours: env.SIGN_IN_HOURS,
    groupsClaim: config.groupsClaim,
    onEnd: (id) => aws.forget(id),
  });
  const flow = new SignInFlow({ ...oidc, ...flowSettings(env, sealer) }, signIns, log);
  let draining = false;
  return {
    env,
    config,
    log,
    signIns,
    flow,
    aws,
    signOutUrl: async (idToken) => {
      if (env.OIDC_END_SESSION === 'false') return null;
      const hint = env.OIDC_END_SESSION === 'with-id-token' ? (idToken ?? undefined) : undefined;
      return provider.signOutUrl(`${env.PUBLIC_URL}/sign-in`, hint).catch(() => null);
    },
    notReady: async () => (draining ? ['shutting down'] : reasons({ database: database.ping })),
    drain: () => {
      draining = true;
    },
    close: async () => {
      aws.close();
      await database.close();
    },
  };
}

const flowSettings = (env: Env, sealer: Sealer) => ({
  publicUrl: env.PUBLIC_URL,
  scopes: env.OIDC_SCOPES,
  prompt: env.OIDC_PROMPT,
  hours: env.SIGN_IN_HOURS,
  secret: sealer.secretFor('sign-in cookies'),
});

/** Names what fails, without what it says: health answers are public. */
async function reasons(checks: Readonly<Record<string, () => Promise<void>>>): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(checks).map(([name, check]) =>
      check().then(
        () => null,
        () => `${name} does not answer`,
      ),
    ),
  );
  return found.filter((reason) => reason !== null);
}

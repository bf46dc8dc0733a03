import { z } from 'zod';

const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    );

const port = z.coerce.number().int().min(0).max(65_535);

const accessKey = z
  .string()
  .regex(/^[A-Z0-9]{16,128}:[^:\s]{8,}:\d{12}$/, 'must be id:secret:account (12 digits)')
  .transform((text) => {
    const [accessKeyId = '', secretAccessKey = '', account = ''] = text.split(':');
    return { accessKeyId, secretAccessKey, account };
  });

const origin = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

/** Every variable the emulator reads, and what it is when not set (design: the emulator). */
const environment = z.object({
  EMULATOR_PORT: port.default(4577),
  EMULATOR_TLS_PORT: port.default(4578),
  EMULATOR_PUBLIC_URL: origin.optional(),
  EMULATOR_HOSTS: list(''),
  EMULATOR_CONSOLE_ORIGINS: list('http://localhost:3000,http://127.0.0.1:3000'),
  EMULATOR_ACCESS_KEY: accessKey.optional(),
  EMULATOR_SEED: z.string().min(1).default('demo'),
  EMULATOR_NODES: z.coerce.number().int().min(0).max(100_000).default(0),
  EMULATOR_DATA_DIR: z.string().min(1).optional(),
  EMULATOR_AGENT_STAYS_SECONDS: z.coerce.number().min(0).max(86_400).default(600),
  EMULATOR_RUN_DIR: z.string().min(1).default('.quarterdeck/emulator'),
  EMULATOR_THROTTLE: z.enum(['off', 'aws']).default('off'),
  EMULATOR_THROTTLE_OTHERS_PER_SECOND: z.coerce.number().positive().optional(),
  EMULATOR_STS_SECONDS: z.coerce.number().int().min(1).max(43_200).optional(),
  EMULATOR_ID_TOKEN_SECONDS: z.coerce.number().int().min(1).max(86_400).default(3600),
  EMULATOR_ISSUED_FILE: z.string().min(1).optional(),
  DEMO_PASSWORD: z.string().min(8).optional(),
});

/** What the emulator was told by its environment. */
export interface Settings {
  readonly port: number;
  readonly tlsPort: number;
  /** Where a browser sees the emulator; undefined means http://127.0.0.1:<port>. */
  readonly publicUrl: string | undefined;
  readonly hosts: readonly string[];
  readonly consoleOrigins: readonly string[];
  readonly accessKey: { accessKeyId: string; secretAccessKey: string; account: string } | undefined;
  readonly seed: string;
  readonly nodes: number;
  readonly dataDir: string | undefined;
  /** How long the built-in agent keeps its shells for the next emulator, where there is a data folder. */
  readonly agentStaysMs: number;
  readonly runDir: string;
  readonly throttle: 'off' | 'aws';
  /** A rate of ours for each operation without a rate in server/request-rates.ts, with `throttle` on; undefined: none. */
  readonly othersPerSecond: number | undefined;
  /** Upper bound of every STS lifetime; may be shorter than AWS's minimum of 900 s. */
  readonly stsSeconds: number | undefined;
  readonly idTokenSeconds: number;
  readonly password: string | undefined;
  /** Where every secret of the run is written, for leak tests; undefined: nowhere. */
  readonly issuedFile: string | undefined;
}

/** A setting that is wrong, in one line naming the variable. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads the settings; throws SettingsError naming every variable that is wrong. Empty variables count as unset. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map(describe).join('; '));
  const it = parsed.data;
  return {
    port: it.EMULATOR_PORT,
    tlsPort: it.EMULATOR_TLS_PORT,
    publicUrl: it.EMULATOR_PUBLIC_URL,
    hosts: it.EMULATOR_HOSTS,
    consoleOrigins: it.EMULATOR_CONSOLE_ORIGINS,
    accessKey: it.EMULATOR_ACCESS_KEY,
    seed: it.EMULATOR_SEED,
    nodes: it.EMULATOR_NODES,
    dataDir: it.EMULATOR_DATA_DIR,
    agentStaysMs: it.EMULATOR_AGENT_STAYS_SECONDS * 1000,
    runDir: it.EMULATOR_RUN_DIR,
    throttle: it.EMULATOR_THROTTLE,
    othersPerSecond: it.EMULATOR_THROTTLE_OTHERS_PER_SECOND,
    stsSeconds: it.EMULATOR_STS_SECONDS,
    idTokenSeconds: it.EMULATOR_ID_TOKEN_SECONDS,
    password: it.DEMO_PASSWORD,
    issuedFile: it.EMULATOR_ISSUED_FILE,
  };
}

const describe = (issue: z.core.$ZodIssue) => `${issue.path.join('.')}: ${issue.message}`;

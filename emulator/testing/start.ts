import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessKey } from '../auth/access-key';
import { readSettings } from '../config';
import type { Emulator } from '../server/emulator';
import { startServer } from '../server/start-server';
import type { Clock } from '../world/clock';
import { World } from '../world/world';

export interface TestOptions {
  /** `demo` (about 60 nodes), `empty` (the default here: tests plant what they need) or a seed file's path. */
  readonly seed?: string;
  readonly nodes?: number;
  readonly accessKey?: AccessKey;
  /** Further settings, by the names of their variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Starts the built-in agent, in a process of its own. */
  readonly agent?: boolean;
  readonly dataDir?: string;
  readonly clock?: Clock;
}

/** An emulator of a test's own: free ports, a folder that goes with it. */
export interface TestEmulator {
  readonly url: string;
  readonly tlsUrl: string;
  readonly caFile: string;
  readonly accessKey: AccessKey;
  readonly password: string;
  readonly world: World;
  readonly emulator: Emulator;
  readonly oidcIssuer: string;
  readonly clientSecret: string;
  /** A real id token of `ada`, `olu` or `vic`; `over` replaces claims (also `exp`), still properly signed. */
  idToken(person: string, over?: Readonly<Record<string, unknown>>): Promise<string>;
  stop(): Promise<void>;
}

/** Starts an emulator in this process. Whoever starts it stops it. */
export async function startEmulator(options: TestOptions = {}): Promise<TestEmulator> {
  const runDir = await mkdtemp(join(tmpdir(), 'quarterdeck-emulator-'));
  const settings = readSettings({
    EMULATOR_PORT: '0',
    EMULATOR_TLS_PORT: '0',
    EMULATOR_RUN_DIR: runDir,
    EMULATOR_SEED: options.seed ?? 'empty',
    EMULATOR_NODES: String(options.nodes ?? 0),
    EMULATOR_DATA_DIR: options.dataDir,
    EMULATOR_ACCESS_KEY: options.accessKey && keyText(options.accessKey),
    ...options.env,
  });
  const { emulator, caFile, identity, stop } = await startServer(settings, {
    world: new World(1, options.clock),
    agent: options.agent ? 'awaited' : 'none',
    log: (line) => console.error(line),
  });
  return {
    url: emulator.addresses.url,
    tlsUrl: emulator.addresses.tlsUrl,
    caFile,
    accessKey: emulator.accessKey,
    password: identity.password,
    world: emulator.world,
    emulator,
    oidcIssuer: identity.issuer,
    clientSecret: identity.clientSecret,
    idToken: identity.idToken,
    async stop() {
      await stop();
      await rm(runDir, { recursive: true, force: true });
    },
  };
}

const keyText = ({ accessKeyId, secretAccessKey, account }: AccessKey) =>
  `${accessKeyId}:${secretAccessKey}:${account}`;

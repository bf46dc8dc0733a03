import type { Duplex } from 'node:stream';
import { beginAgent, type RunningAgent } from '../agent/start-agent';
import { noteIssued, recordIssuedIn } from '../auth/issued';
import type { Settings } from '../config';
import { controlPerson } from '../oidc/control';
import { type IdentityProvider, mountIdentityProvider } from '../oidc/identity-provider';
import { signingKey } from '../oidc/signing-key';
import { seedIdentity } from '../seeds/identity/seed-identity';
import { services } from '../services';
import { endFaults, stopSessions, wakeSessions } from '../services/ssmmessages';
import { endFaultsOf, showFaults, startFaults } from '../services/ssmmessages/faults/control-faults';
import { limitSessions } from '../services/sts/session-limits';
import { World } from '../world/world';
import { type ServerCertificate, serverCertificate } from './certificates';
import { mountControl } from './control/mount-control';
import { answerRequest, answerUpgrade } from './dispatch';
import { Emulator } from './emulator';
import { keptSecrets } from './kept-secrets';
import { type Listening, listen } from './listen';
import { throttle } from './throttle';
import { WorldFile } from './world-file';

export interface StartOptions {
  readonly world?: World;
  /** Starts the built-in agent too: `awaited` is ready when its nodes are connected, `begun` lets them come. */
  readonly agent: 'awaited' | 'begun' | 'none';
  readonly log: (line: string) => void;
  /** Runs when everything stands, before the health check says so. */
  readonly beforeReady?: (parts: Omit<RunningEmulator, 'stop'>) => Promise<void>;
}

/** An emulator that answers. */
export interface RunningEmulator {
  readonly emulator: Emulator;
  readonly caFile: string;
  readonly identity: IdentityProvider;
  /** `agentStays`: with a data folder, the built-in agent keeps its shells for the next emulator. */
  stop(how?: { agentStays: boolean }): Promise<void>;
}

/** Listens, loads or seeds the world, and says ready. Throws PortError, SeedError, WorldFileError or FolderInUseError; then nothing is left running. */
export async function startServer(settings: Settings, options: StartOptions): Promise<RunningEmulator> {
  const emulator = new Emulator(settings, services, options.world ?? new World());
  if (settings.throttle === 'aws') emulator.pace = throttle(settings.othersPerSecond);
  if (settings.issuedFile) recordIssuedIn(emulator.world, settings.issuedFile);
  noteIssued(emulator.world, 'access-key-id', emulator.accessKey.accessKeyId);
  noteIssued(emulator.world, 'secret-access-key', emulator.accessKey.secretAccessKey);
  const [certificate, key] = await Promise.all([
    serverCertificate(settings.runDir, settings.hosts),
    signingKey(settings.runDir),
  ]);
  const sockets = new Set<Duplex>();
  const listening = await listenAll(emulator, certificate, sockets);
  const ending: ((how: { agentStays: boolean }) => Promise<void> | void)[] = [
    () => listening.close(),
    () => sockets.forEach((socket) => void socket.destroy()),
    () => stopSessions(emulator.world),
  ];
  const stop = async (how = { agentStays: false }) => {
    emulator.serving = false;
    emulator.ready = false;
    for (const end of ending.splice(0).reverse()) await end(how);
  };
  try {
    const file = settings.dataDir === undefined ? undefined : await WorldFile.open(settings.dataDir);
    if (file) ending.push(() => file.close());
    const { clientSecret, ...kept } = await keptSecrets(settings.dataDir);
    const password = settings.password ?? kept.password;
    const identity = mountIdentityProvider(emulator, { key, password, clientSecret });
    const loaded = (await file?.load(emulator.world)) ?? false;
    if (!loaded) await plantFleet(emulator);
    plantIdentity(emulator, identity);
    file?.keep(emulator);
    wakeSessions(emulator.world);
    emulator.serving = true;
    const agent = options.agent === 'none' ? undefined : await attachAgent(emulator, options.log);
    if (agent) ending.push((how) => agent.stop(how));
    const connected = agent?.connected.catch((error: unknown) => {
      if (options.agent === 'awaited') throw error;
      if (emulator.serving) options.log(String(error));
    });
    if (options.agent === 'awaited') await connected;
    const reset = () => resetWorld(emulator, identity, agent);
    mountControl(emulator, reset)
      .set('POST /oidc', controlPerson(emulator.world))
      .set('GET /faults', showFaults(emulator.world))
      .set('POST /faults', startFaults(emulator.world))
      .set('DELETE /faults', endFaultsOf(emulator.world));
    const parts = { emulator, caFile: certificate.caFile, identity };
    await options.beforeReady?.(parts);
    emulator.ready = true;
    return { ...parts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listenAll(
  emulator: Emulator,
  certificate: ServerCertificate,
  sockets: Set<Duplex>,
): Promise<Listening> {
  const { settings } = emulator;
  const listening = await listen(settings, certificate, {
    request: (request, response) => void answerRequest(emulator, request, response),
    upgrade: (request, socket, head) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      void answerUpgrade(emulator, request, socket, head);
    },
  });
  const url = `http://127.0.0.1:${listening.port}`;
  const tlsUrl = `https://127.0.0.1:${listening.tlsPort}`;
  emulator.addresses = { url, tlsUrl, publicUrl: settings.publicUrl ?? url };
  return listening;
}

/** The demo's fleet and catalogues are read only when a world is to be planted: not for an empty or a kept one. */
async function plantFleet({ world, settings }: Emulator): Promise<void> {
  if (settings.seed === 'empty' && settings.nodes === 0) return;
  const { seedWorld } = await import('../seeds/seed-world');
  await seedWorld(world, { seed: settings.seed, nodes: settings.nodes });
}

/** Roles and trust come from the program, not from disk: a kept world gets the roles of this version and this issuer. */
function plantIdentity({ world, settings }: Emulator, { issuer, publicKey }: IdentityProvider): void {
  seedIdentity(world, { issuer, keys: [publicKey] });
  limitSessions(world, settings.stsSeconds);
}

function attachAgent({ world, addresses, settings }: Emulator, log: (line: string) => void) {
  const { runDir, dataDir, agentStaysMs: staysMs } = settings;
  const stay = dataDir === undefined ? undefined : { dataDir, staysMs };
  return beginAgent({ world, url: addresses.url, log, runDir, stay });
}

async function resetWorld(
  emulator: Emulator,
  identity: IdentityProvider,
  agent: RunningAgent | undefined,
): Promise<void> {
  const replant = async () => {
    stopSessions(emulator.world);
    endFaults(emulator.world);
    emulator.world.clear();
    await plantFleet(emulator);
    plantIdentity(emulator, identity);
  };
  if (agent) await agent.refresh(replant);
  else await replant();
  emulator.touched();
}

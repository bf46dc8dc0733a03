import { mkdir } from 'node:fs/promises';
import { readSettings, type Settings, SettingsError } from './config';
import { type ReadyFacts, removeReadyFiles, writeReadyFiles } from './ready-file';
import { SeedError } from './seeds/format/read-seed-file';
import { FolderInUseError, lockFolder } from './server/folder-lock';
import { PortError } from './server/listen';
import { type RunningEmulator, startServer } from './server/start-server';
import { WorldFileError } from './server/world-file';

/** What a person can put right: said in one line. Everything else is a fault of ours, with its stack. */
const plainErrors = [SettingsError, PortError, SeedError, FolderInUseError, WorldFileError];

/** Past this a clean end is given up: something does not let go. */
const stopMsMax = 5_000;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  await mkdir(settings.runDir, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(settings.runDir, 'EMULATOR_RUN_DIR');
  await removeReadyFiles(settings.runDir);
  let facts: ReadyFacts | undefined;
  const running = await startServer(settings, {
    agent: 'begun',
    log: (line) => console.log(line),
    beforeReady: async (parts) => {
      facts = await writeReadyFiles(parts);
    },
  });
  endOnSignal(settings, running, unlock);
  if (facts) console.log(announcement(facts));
}

function endOnSignal({ runDir }: Settings, running: RunningEmulator, unlock: () => Promise<void>): void {
  let ending = false;
  const end = async (signal: NodeJS.Signals) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), stopMsMax).unref();
    // Ctrl-C: whoever sits there wants all of it to end. The others come from who may start it again.
    await running.stop({ agentStays: signal !== 'SIGINT' });
    await removeReadyFiles(runDir);
    await unlock();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void end(signal).catch(fail));
}

const announcement = (it: ReadyFacts): string => `
Quarterdeck emulator: a local AWS, on this machine only

  Endpoint   ${it.url}
  TLS        ${it.tlsUrl}
  CA file    ${it.caFile}
  Key file   ${it.keyFile}   (full access, account ${it.account})
  OpenID     ${it.oidc.issuer}   (client ${it.oidc.clientId})
  People     ${it.people.map(({ name, role }) => `${name} (${role})`).join(', ')}
  Password   ${it.password}
`;

function fail(error: unknown): never {
  const plain = plainErrors.some((kind) => error instanceof kind);
  console.error(plain && error instanceof Error ? `emulator: ${error.message}` : error);
  process.exit(1);
}

main().catch(fail);

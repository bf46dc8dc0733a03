import { randomBytes } from 'node:crypto';
import type { Settings } from '../config';
import { seedIdentity } from '../seeds/identity/seed-identity';
import { seedWorld } from '../seeds/seed-world';
import { services } from '../services';
import type { World } from '../world/world';
import { serverCertificate } from './certificates';
import { mountControl } from './control/mount-control';
import { answerRequest, answerUpgrade } from './dispatch';
import { Emulator } from './emulator';
import { listen } from './listen';

/** An emulator that answers. */
export interface RunningEmulator {
  readonly emulator: Emulator;
  readonly caFile: string;
  readonly password: string;
  readonly oidcIssuer: string;
  stop(): Promise<void>;
}

/** Listens, seeds the world, and says ready. Throws PortError when a port cannot be had. */
export async function startServer(settings: Settings, world?: World): Promise<RunningEmulator> {
  const emulator = new Emulator(settings, services, world);
  const certificate = await serverCertificate(settings.runDir, settings.hosts);
  const sockets = new Set<{ destroy(): void }>();
  const listening = await listen(settings, certificate, {
    request: (request, response) => void answerRequest(emulator, request, response),
    upgrade: (request, socket, head) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      void answerUpgrade(emulator, request, socket, head);
    },
  });
  const url = `http://127.0.0.1:${listening.port}`;
  emulator.addresses = {
    url,
    tlsUrl: `https://127.0.0.1:${listening.tlsPort}`,
    publicUrl: settings.publicUrl ?? url,
  };
  const oidcIssuer = `${emulator.addresses.publicUrl}/_oidc`;
  const plant = async () => {
    await seedWorld(emulator.world, { seed: settings.seed, nodes: settings.nodes });
    seedIdentity(emulator.world, { issuer: oidcIssuer });
  };
  mountControl(emulator, plant);
  await plant();
  emulator.ready = true;
  return {
    emulator,
    caFile: certificate.caFile,
    password: settings.password ?? randomBytes(12).toString('base64url'),
    oidcIssuer,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await listening.close();
    },
  };
}

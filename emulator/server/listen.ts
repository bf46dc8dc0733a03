import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServerCertificate } from './certificates';

/** What a listening server does with requests and upgrades. */
export interface Handlers {
  readonly request: RequestListener;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Listening {
  readonly port: number;
  readonly tlsPort: number;
  close(): Promise<void>;
}

/** A port that cannot be had, in one line. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** Opens both ports on loopback and nowhere else: 127.0.0.1, and ::1 where the machine has it. */
export async function listen(
  ports: { port: number; tlsPort: number },
  certificate: ServerCertificate,
  handlers: Handlers,
): Promise<Listening> {
  const opened: Server[] = [];
  const open = async (make: () => Server, port: number, variable: string) => {
    const bound = await bind(prepare(make(), handlers), port, '127.0.0.1', variable);
    opened.push(bound.server);
    const six = await bindIfFree(prepare(make(), handlers), bound.port, port, variable);
    if (six) opened.push(six);
    return bound.port;
  };
  try {
    const port = await open(() => createServer(), ports.port, 'EMULATOR_PORT');
    const tlsPort = await open(
      () => createTlsServer({ cert: certificate.cert, key: certificate.key }),
      ports.tlsPort,
      'EMULATOR_TLS_PORT',
    );
    return { port, tlsPort, close: () => closeAll(opened) };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/**
 * How long an idle connection stays. Node's own 5 s is about as often as AWS's agent polls: its next call would now and then
 * go out on a connection that is just being closed, and its SDK waits a second or more before it tries again.
 */
const idleConnectionMsMax = 65_000;

function prepare(server: Server, handlers: Handlers): Server {
  server.keepAliveTimeout = idleConnectionMsMax;
  server.on('request', handlers.request);
  server.on('upgrade', handlers.upgrade);
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    else socket.destroy();
  });
  return server;
}

async function bind(server: Server, port: number, host: string, variable: string) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, variable)));
    server.listen({ port, host }, resolve);
  });
  return { server, port: addressOf(server).port };
}

/** ::1 is a courtesy to clients that resolve localhost to it: missing IPv6 is fine, a stranger on a fixed port is not. */
async function bindIfFree(server: Server, port: number, wished: number, variable: string) {
  try {
    return (await bind(server, port, '::1', variable)).server;
  } catch (error) {
    const taken = error instanceof PortError && error.cause === 'EADDRINUSE';
    if (taken && wished !== 0) throw error;
    return undefined;
  }
}

function explain(error: NodeJS.ErrnoException, port: number, variable: string): PortError {
  const told =
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use; set ${variable} to a free one.`
      : `Port ${port} cannot be opened (${error.code ?? error.message}); see ${variable}.`;
  return new PortError(told, { cause: error.code });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address;
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}

import 'server-only';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { CallManner } from './scope-aws';

/** What every client is made with, besides its credentials. */
export interface ClientBasics {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly requestHandler: NodeHttpHandler;
  readonly maxAttempts: number;
  readonly retryMode: 'adaptive' | 'standard';
}

/** Sockets to one host. Above the pace of a few scopes at once; below what a small container may open. */
const socketsMax = 100;

/** One pool of kept-alive connections for all clients: a new TLS handshake costs more than most calls. */
export const openConnections = (): NodeHttpHandler =>
  new NodeHttpHandler({
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: socketsMax }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: socketsMax }),
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
  });

/** Reads: three tries, with the SDK's jitter and its own brake. `never`: one try, whatever happens. */
export const retries = ({ retry = 'reads' }: CallManner): Pick<ClientBasics, 'maxAttempts' | 'retryMode'> =>
  retry === 'never' ? { maxAttempts: 1, retryMode: 'standard' } : { maxAttempts: 3, retryMode: 'adaptive' };

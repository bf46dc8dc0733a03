import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { frameBytesMax } from '@/lib/data-channel/frame';
import type { PathRequest } from '../../server/service';

/** Neither real end compresses or names a subprotocol (data-channel paper section 3.2). */
const server = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  clientTracking: false,
  maxPayload: frameBytesMax,
});

/** Completes the upgrade; a request that is no WebSocket handshake is answered and cut by the library. */
export function acceptSocket(request: PathRequest, socket: Duplex, head: Buffer): Promise<WebSocket> {
  return new Promise((resolve) => server.handleUpgrade(request.raw, socket, head, resolve));
}

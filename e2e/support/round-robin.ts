import { type ClientRequest, createServer, type IncomingMessage, request } from 'node:http';

/** A plain balancer: each request goes to the next server, whatever it carries. No stickiness, no retries. */
export interface RoundRobin {
  /** Requests passed on so far, per server. */
  readonly counts: readonly number[];
  stop(): Promise<void>;
}

/** Listens on `port` and spreads over `ports`, keeping the Host header as the browser sent it. */
export async function startRoundRobin(port: number, ports: readonly number[]): Promise<RoundRobin> {
  const counts = ports.map(() => 0);
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const index = turn++ % ports.length;
    counts[index] = (counts[index] ?? 0) + 1;
    const onward = passOn(incoming, ports[index] ?? port);
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    counts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(incoming: IncomingMessage, port: number): ClientRequest {
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false });
  incoming.pipe(onward);
  return onward;
}

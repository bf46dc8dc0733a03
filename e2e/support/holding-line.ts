import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The way from a console to the emulator, on which calls of one operation can be made to wait for each other. */
export interface HoldingLine {
  readonly url: string;
  /** Where it leads; calls before that are refused. */
  leadTo(url: string): void;
  /** The next `count` calls of this operation (`AmazonSSM.PutParameter`) go on once all of them are there. */
  hold(target: string, count: number): void;
  stop(): Promise<void>;
}

/** A plain proxy: the Host header stays as the console signed it. */
export async function startHoldingLine(): Promise<HoldingLine> {
  let lead: URL | undefined;
  let held: { target: string; count: number; waiting: (() => void)[] } | undefined;
  const arrives = (incoming: IncomingMessage, goOn: () => void) => {
    if (!held || incoming.headers['x-amz-target'] !== held.target) return goOn();
    held.waiting.push(goOn);
    if (held.waiting.length < held.count) return;
    const all = held.waiting;
    held = undefined;
    for (const each of all) each();
  };
  const server = createServer((incoming, outgoing) =>
    arrives(incoming, () => (lead ? passOn(incoming, outgoing, lead) : outgoing.writeHead(503).end())),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (url) => {
      lead = new URL(url);
    },
    hold: (target, count) => {
      held = { target, count, waiting: [] };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse, lead: URL): void {
  const { method, url, headers } = incoming;
  const onward = request({
    host: lead.hostname,
    port: lead.port,
    method,
    path: url,
    headers,
    agent: false,
  });
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.writeHead(502).end());
  incoming.pipe(onward);
}

import { SSMClient, StartSessionCommand, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { WebSocket } from 'ws';
import { decodeFrame, type Frame } from '@/e2e/witness/frame';
import { createChannel, signedUpgrade } from '@/e2e/witness/node-request';
import { Watch } from '@/e2e/witness/watch';
import { issueNodeCredentials } from '../../../auth/node-credentials';
import { startEmulator } from '../../../testing/start';
import { bareNodeId } from './bare-node';
import { place, plantNode, ticketOf } from './shell-scene';

/** A socket that does nothing by itself but answer pings, and remembers what came. */
export class RawEnd {
  readonly received: Buffer[] = [];
  closedWith: number | undefined;
  pongs = 0;
  readonly #watch = new Watch(() => `received: ${this.types().join(' ')}`);

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data, binary) => {
      this.received.push(binary && Buffer.isBuffer(data) ? data : Buffer.from(`text ${String(data)}`));
      this.#watch.changed();
    });
    socket.on('pong', () => {
      this.pongs += 1;
      this.#watch.changed();
    });
    socket.on('close', (code) => {
      this.closedWith = code;
      this.#watch.changed();
    });
    socket.on('error', () => socket.terminate());
  }

  frames = (): Frame[] => this.received.map((bytes) => decodeFrame(bytes));
  types = (): string[] => this.frames().map(({ messageType }) => messageType);
  send = (...frames: Buffer[]): void => frames.forEach((bytes) => void this.socket.send(bytes));

  until(what: string, isSo: (end: this) => boolean): Promise<true> {
    return this.#watch.until(what, () => isSo(this) || undefined);
  }
}

async function dial(url: string, headers: Record<string, string> = {}): Promise<RawEnd> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  const end = new RawEnd(socket);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return end;
}

/** A session whose two ends are bare sockets in the test's own hands. `await using` ends it. */
export async function rawEnds() {
  const emulator = await startEmulator();
  plantNode(emulator.world, bareNodeId, { resourceType: 'ManagedInstance', agentHosted: false });
  const credentials = issueNodeCredentials(emulator.world, place, bareNodeId);
  const gateway = { endpoint: emulator.url, region: place.region, credentials };
  const ssm = new SSMClient({
    endpoint: emulator.url,
    region: place.region,
    credentials: emulator.accessKey,
  });
  const greeting = { MessageSchemaVersion: '1.0', RequestId: 'r' };
  const join = async (path: string, query: Record<string, string>, rest: object, token?: string) => {
    const TokenValue = token ?? (await createChannel(gateway, path, { ...greeting, ClientId: '' }));
    const { url, headers } = await signedUpgrade(gateway, path, query);
    const end = await dial(url, headers);
    end.socket.send(JSON.stringify({ ...greeting, TokenValue, ...rest }));
    return end;
  };
  const control = await join(
    `/v1/control-channel/${bareNodeId}`,
    { role: 'subscribe', stream: 'input' },
    { Cookie: null, AgentVersion: '3.3.0.0', PlatformType: 'linux' },
  );
  const start = async (input: object = {}) =>
    ticketOf(await ssm.send(new StartSessionCommand({ Target: bareNodeId, ...input })));
  const agentOf = (sessionId: string) =>
    join(
      `/v1/data-channel/${sessionId}`,
      { role: 'publish_subscribe' },
      { ClientInstanceId: bareNodeId, ClientId: '' },
    );
  /** `behind` is sent in the same breath as the open frame. */
  const clientOf = async (ticket: { StreamUrl: string }, token: string, ...behind: Buffer[]) => {
    const end = await dial(ticket.StreamUrl);
    end.socket.send(
      JSON.stringify({ ...greeting, TokenValue: token, ClientId: 'c', ClientVersion: '1.2.700.0' }),
    );
    end.send(...behind);
    return end;
  };
  const terminate = (SessionId: string) => ssm.send(new TerminateSessionCommand({ SessionId }));
  const close = async () => {
    ssm.destroy();
    await emulator.stop();
  };
  return { emulator, ssm, control, start, agentOf, clientOf, terminate, [Symbol.asyncDispose]: close };
}

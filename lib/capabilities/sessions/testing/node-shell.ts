import { createHash, randomUUID } from 'node:crypto';
import {
  DescribeInstanceInformationCommand,
  ResumeSessionCommand,
  SSMClient,
  StartSessionCommand,
} from '@aws-sdk/client-ssm';
import WebSocket from 'ws';
import type { ChannelEnd, Door, FromWorker, Link, Size } from '../client/worker-messages';
import type { HostParts } from '../worker/host-parts';
import { ShellHost } from '../worker/shell-host';
import type { EmulatorProcess } from './emulator-process';

export const clientOf = ({ url, accessKeyId, secretAccessKey }: EmulatorProcess) =>
  new SSMClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });

export async function onlineLinuxNode(ssm: SSMClient): Promise<string> {
  const { InstanceInformationList = [] } = await ssm.send(
    new DescribeInstanceInformationCommand({
      Filters: [
        { Key: 'PingStatus', Values: ['Online'] },
        { Key: 'PlatformTypes', Values: ['Linux'] },
      ],
    }),
  );
  const id = InstanceInformationList[0]?.InstanceId;
  if (!id) throw new Error('The emulator has no Linux node online.');
  return id;
}

const doorOf = ({ StreamUrl, TokenValue }: { StreamUrl?: string; TokenValue?: string }): Door => {
  if (!StreamUrl || !TokenValue) throw new Error('AWS gave no way in.');
  return { streamUrl: StreamUrl, token: TokenValue };
};

/** The worker's host in Node, over real sockets, with the page's part played by the test. */
export class NodeShell {
  readonly links: Link[] = [];
  end: ChannelEnd | null = null;
  /** All output so far, as the terminal would get it. */
  output = '';
  /** Handed over and not drawn, at its highest. */
  aheadBytesMost = 0;
  draws = true;
  readonly #sockets = new Set<WebSocket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #decoder = new TextDecoder();
  readonly #host: ShellHost;
  readonly #ssm: SSMClient;
  #sessionId = '';
  #undrawn: number[] = [];
  #changed: () => void = () => undefined;

  constructor(ssm: SSMClient) {
    this.#ssm = ssm;
    this.#host = new ShellHost(this.#parts(), true);
  }

  async start(node: string, size: Size): Promise<void> {
    const started = await this.#ssm.send(new StartSessionCommand({ Target: node }));
    this.#sessionId = started.SessionId ?? '';
    this.#host.handle({ say: 'open', channel: 'c', door: doorOf(started), size, kmsKey: null });
  }

  type(text: string): void {
    this.#host.handle({ say: 'type', channel: 'c', bytes: new TextEncoder().encode(text) });
  }

  resize(size: Size): void {
    this.#host.handle({ say: 'resize', channel: 'c', size });
  }

  interrupt(): void {
    this.#host.handle({ say: 'interrupt', channel: 'c' });
  }

  /** The network takes the connection away without a word of goodbye. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  get aheadBytes(): number {
    return this.#undrawn.reduce((sum, length) => sum + length, 0);
  }

  /** The terminal has drawn the oldest chunk that it was given. */
  drawOne(): void {
    const bytes = this.#undrawn.shift();
    if (bytes !== undefined) this.#host.handle({ say: 'drawn', channel: 'c', bytes });
  }

  /** Resolves once `true` of what came so far. The test's own time limit is the limit. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  saw = (pattern: RegExp): Promise<void> => this.until(() => pattern.test(this.output));

  close(): void {
    this.#host.handle({ say: 'close', channel: 'c' });
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.terminate();
  }

  #heard(message: FromWorker): void {
    if (message.say === 'link') this.links.push(message.link);
    if (message.say === 'ended') this.end = message.end;
    if (message.say === 'want-door') void this.#resume();
    if (message.say === 'output') this.#output(message.bytes);
    this.#changed();
  }

  #output(bytes: Uint8Array): void {
    this.output += this.#decoder.decode(bytes, { stream: true });
    this.#undrawn.push(bytes.length);
    this.aheadBytesMost = Math.max(this.aheadBytesMost, this.aheadBytes);
    if (this.draws) queueMicrotask(() => this.drawOne());
  }

  async #resume(): Promise<void> {
    const resumed = await this.#ssm.send(new ResumeSessionCommand({ SessionId: this.#sessionId }));
    this.#host.handle({ say: 'door', channel: 'c', door: doorOf(resumed) });
  }

  #parts(): HostParts {
    return {
      openSocket: (url, events) => {
        const socket = new WebSocket(url);
        socket.binaryType = 'nodebuffer';
        this.#sockets.add(socket);
        socket.on('open', events.opened);
        socket.on('message', (data: Buffer) => events.received(new Uint8Array(data)));
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          events.gone();
        });
        return {
          send: (data) => socket.readyState === WebSocket.OPEN && socket.send(data),
          close: (code) => socket.close(code),
        };
      },
      nowMs: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        this.#timers.add(timer);
        return () => {
          clearTimeout(timer);
          this.#timers.delete(timer);
        };
      },
      random: () => Math.random(),
      newId: randomUUID,
      sha256: (bytes) => createHash('sha256').update(bytes).digest(),
      post: (message) => this.#heard(message),
    };
  }
}

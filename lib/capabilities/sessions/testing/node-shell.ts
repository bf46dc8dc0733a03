import { createHash, randomUUID } from 'node:crypto';
import { GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import {
  DescribeInstanceInformationCommand,
  ResumeSessionCommand,
  type SSMClient,
  StartSessionCommand,
} from '@aws-sdk/client-ssm';
import WebSocket from 'ws';
import { importDataKey } from '../client/session-keys';
import type {
  ChannelEnd,
  Door,
  FromWorker,
  HeldChannel,
  Link,
  SessionKeys,
  Size,
} from '../client/worker-messages';
import type { HostParts } from '../worker/host-parts';
import { ShellHost } from '../worker/shell-host';
import type { EmulatorProcess } from './emulator-process';

export const clientConfig = (
  { url, accessKeyId, secretAccessKey }: EmulatorProcess,
  region = 'eu-west-1',
) => ({
  endpoint: url,
  region,
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

const base64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('base64');

export interface LeftShell {
  readonly held: HeldChannel | null;
  readonly keys: SessionKeys | null;
  readonly sessionId: string;
  readonly target: string;
}

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
  #target = '';
  #held: HeldChannel | null = null;
  #keys: SessionKeys | null = null;
  /** All that went over its sockets, either way, as Latin-1. */
  wire = '';
  readonly #kms: KMSClient | null;
  #changed: () => void = () => undefined;

  /** @param kms makes the data keys of encrypted sessions; without it they are refused */
  constructor(ssm: SSMClient, kms: KMSClient | null = null, limits: Pick<HostParts, 'outputBytesMax'> = {}) {
    this.#ssm = ssm;
    this.#kms = kms;
    this.#host = new ShellHost({ ...this.#parts(), ...limits }, true);
  }

  async start(node: string, size: Size, kmsKey: string | null = null): Promise<void> {
    const started = await this.#ssm.send(new StartSessionCommand({ Target: node }));
    this.#sessionId = started.SessionId ?? '';
    this.#target = node;
    this.#host.handle({ say: 'open', channel: 'c', door: doorOf(started), size, kmsKey });
  }

  /** The page goes away: its connection is given up and all that another needs is handed over. */
  async leave(): Promise<LeftShell> {
    const limits = { inputBytesMax: 65_536, outputBytesMax: 65_536 };
    this.#host.handle({ say: 'hold', channel: 'c', limits });
    await this.until(() => this.#held !== null);
    const left = { held: this.#held, keys: this.#keys, sessionId: this.#sessionId, target: this.#target };
    this.close();
    return left;
  }

  /** The next page goes on with it. */
  goOn({ held, keys, sessionId, target }: LeftShell, kmsKey: string | null = null): void {
    this.#sessionId = sessionId;
    this.#target = target;
    // As through a storage: text.
    const snapshot: unknown = JSON.parse(JSON.stringify(held?.snapshot ?? null));
    this.#host.handle({ say: 'restore', channel: 'c', snapshot, skipBytes: 0, kmsKey, keys });
  }

  type(text: string): void {
    this.#host.handle({ say: 'type', channel: 'c', bytes: new TextEncoder().encode(text) });
  }

  resize(size: Size): void {
    this.#host.handle({ say: 'resize', channel: 'c', size });
  }

  keepAlive(): void {
    this.#host.handle({ say: 'keep-alive', channel: 'c' });
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
    if (message.say === 'want-key') void this.#makeKey(message.keyId, message.challenge);
    if (message.say === 'held') this.#held = message.held;
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
    try {
      const resumed = await this.#ssm.send(new ResumeSessionCommand({ SessionId: this.#sessionId }));
      if (resumed.TokenValue) this.#host.handle({ say: 'door', channel: 'c', door: doorOf(resumed) });
      else this.#host.handle({ say: 'no-door', channel: 'c', why: 'over' });
    } catch {
      this.#host.handle({ say: 'no-door', channel: 'c', why: 'later' });
    }
  }

  /** What the BFF does for the page. */
  async #makeKey(keyId: string, challenge: string | null): Promise<void> {
    const context = { 'aws:ssm:SessionId': this.#sessionId, 'aws:ssm:TargetId': this.#target };
    const made = await this.#kms?.send(
      new GenerateDataKeyCommand({
        KeyId: keyId,
        NumberOfBytes: 64,
        EncryptionContext: challenge ? { ...context, 'aws:ssm:RandomChallenge': challenge } : context,
      }),
    );
    if (!made) {
      this.#host.handle({ say: 'no-key', channel: 'c' });
      return;
    }
    const { keys, ciphertext } = await importDataKey({
      plaintext: base64(made.Plaintext),
      ciphertext: base64(made.CiphertextBlob),
    });
    this.#keys = keys;
    this.#host.handle({ say: 'key', channel: 'c', keys, ciphertext });
  }

  #parts(): HostParts {
    return {
      openSocket: (url, events) => {
        const socket = new WebSocket(url);
        socket.binaryType = 'nodebuffer';
        this.#sockets.add(socket);
        socket.on('open', events.opened);
        socket.on('message', (data: Buffer) => {
          this.wire += data.toString('latin1');
          events.received(new Uint8Array(data));
        });
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          events.gone();
        });
        return {
          send: (data) => {
            this.wire += Buffer.from(data).toString('latin1');
            if (socket.readyState === WebSocket.OPEN) socket.send(data);
          },
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

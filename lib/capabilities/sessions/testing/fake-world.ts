import { createHash } from 'node:crypto';
import { AgentChannel, type AgentEffect, type Settled } from '@/lib/data-channel';
import { open, seal } from '@/lib/data-channel/testing/cipher';
import type { FromWorker, Link, Size, ToWorker } from '../client/worker-messages';
import type { HostParts, SocketEvents } from '../worker/host-parts';
import { ShellHost } from '../worker/shell-host';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A socket that the test opens, cuts and listens to. */
export class FakeSocket {
  readonly sent: (string | Uint8Array)[] = [];
  closed = false;
  onSend: (frame: Uint8Array) => void = () => undefined;

  constructor(
    readonly url: string,
    readonly events: SocketEvents,
  ) {}

  send(data: string | Uint8Array): void {
    this.sent.push(data);
    if (typeof data !== 'string') this.onSend(data);
  }
  close(): void {
    this.closed = true;
  }
  /** The token in the open frame, once it was sent. */
  get token(): string | undefined {
    const text = this.sent.find((data) => typeof data === 'string');
    return text === undefined ? undefined : String(JSON.parse(text).TokenValue);
  }
}

/** A worker's world under the test's hand: its clock stands still unless moved, its luck is nought. */
export class FakeWorld {
  readonly sockets: FakeSocket[] = [];
  readonly said: FromWorker[] = [];
  readonly host: ShellHost;
  #nowMs = 1_000_000;
  #ids = 0;
  #timers: { atMs: number; run: () => void }[] = [];

  constructor(limits: Pick<HostParts, 'outputBytesMax'> = {}) {
    this.host = new ShellHost({ ...this.#parts(), ...limits }, true);
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error('No socket was opened.');
    return last;
  }
  get link(): Link | undefined {
    return this.said.flatMap((message) => (message.say === 'link' ? [message.link] : [])).at(-1);
  }

  open(kmsKey: string | null = null, size: Size | null = { cols: 80, rows: 24 }): void {
    this.host.handle({
      say: 'open',
      channel: 'c',
      door: { streamUrl: 'wss://stream', token: 'first' },
      size,
      kmsKey,
    });
  }
  tell(message: ToWorker): void {
    this.host.handle(message);
  }
  heard = (say: FromWorker['say']): FromWorker[] => this.said.filter((message) => message.say === say);

  /** Moves the clock and runs what falls due, in its order. */
  pass(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (let next = this.#due(untilMs); next; next = this.#due(untilMs)) {
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
    }
    this.#nowMs = untilMs;
  }

  /** A node at the other end of the last socket. What it sends arrives at once. */
  node(kmsKeyId: string | null = null): FakeNode {
    return new FakeNode(
      () => this.#nowMs,
      () => this.socket,
      kmsKeyId,
    );
  }

  #due(untilMs: number) {
    const next = this.#timers.toSorted((one, other) => one.atMs - other.atMs)[0];
    if (!next || next.atMs > untilMs) return undefined;
    this.#timers = this.#timers.filter((timer) => timer !== next);
    return next;
  }

  #parts(): HostParts {
    return {
      openSocket: (url, events) => {
        const socket = new FakeSocket(url, events);
        this.sockets.push(socket);
        return socket;
      },
      nowMs: () => this.#nowMs,
      after: (ms, run) => {
        const timer = { atMs: this.#nowMs + ms, run };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((one) => one !== timer);
        };
      },
      random: () => 0,
      newId: () => {
        this.#ids += 1;
        return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
      },
      sha256,
      post: (message) => void this.said.push(message),
    };
  }
}

/** The agent's end, by the same room's other half. `answers` false: it hears nothing any more. */
export class FakeNode {
  answers = true;
  /** All that reached its program. */
  typed = '';
  /** All that it wrote to the wire. */
  sent = '';
  /** What KMS would open for it. */
  dataKey = new Uint8Array(64);
  readonly #nowMs: () => number;
  #socket: () => FakeSocket;
  readonly #agent: AgentChannel;

  constructor(nowMs: () => number, socket: () => FakeSocket, kmsKeyId: string | null) {
    this.#nowMs = nowMs;
    this.#socket = socket;
    this.#agent = new AgentChannel({
      sha256,
      newMessageId: () => crypto.randomUUID(),
      randomBytes: (length) => new Uint8Array(length),
      sessionId: 'ada-0123456789abcdef0',
      instanceId: 'i-0123456789abcdef0',
      sessionType: 'Standard_Stream',
      properties: null,
      kmsKeyId,
    });
    this.join();
    this.#run(this.#agent.opened('agent', nowMs()));
    this.#run(this.#agent.acceptInput(true, nowMs()));
  }

  /** Listens to another page's socket; what that sent before is heard now. */
  moveTo(world: FakeWorld): void {
    this.#socket = () => world.socket;
    this.join();
    for (const data of world.socket.sent) if (typeof data !== 'string') world.socket.onSend(data);
  }

  /** Its own connection is made anew too: what nobody has acknowledged is sent again. */
  rejoin(): void {
    this.#run(this.#agent.dropped(this.#nowMs()));
    this.join();
    this.#run(this.#agent.opened('agent again', this.#nowMs()));
  }

  /** Listens to the socket that is open now. */
  join(): void {
    this.#socket().onSend = (frame) => {
      if (this.answers) this.#run(this.#agent.receive(frame, this.#nowMs()));
    };
  }

  print(text: string): void {
    this.#run(this.#agent.output(new TextEncoder().encode(text), 'output', this.#nowMs()));
  }

  #run(effects: readonly AgentEffect[]): void {
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: AgentEffect): void {
    if (effect.do === 'send') {
      this.sent += new TextDecoder('latin1').decode(effect.frame);
      this.#socket().events.received(effect.frame);
    } else if (effect.do === 'input') this.typed += new TextDecoder().decode(effect.bytes);
    else if (effect.do === 'decrypt-key') this.#settle(effect.id, () => new Uint8Array(0));
    else if (effect.do === 'seal')
      this.#settle(effect.id, () => seal(this.dataKey.slice(0, 32), effect.bytes));
    else if (effect.do === 'open') this.#settle(effect.id, () => open(this.dataKey.slice(32), effect.bytes));
  }

  #settle(id: number, make: () => Uint8Array): void {
    this.#run(this.#agent.settled(id, attempt(make), this.#nowMs()));
  }
}

function attempt(make: () => Uint8Array): Settled {
  try {
    return { ok: true, bytes: make() };
  } catch (error) {
    return { ok: false, text: String(error) };
  }
}

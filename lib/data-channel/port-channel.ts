import { BasicPort } from './basic-port';
import { ClientChannel } from './client-channel';
import type { ClientChannelOptions, ClientFacts } from './client-facts';
import { type ClientEffect, Outbox } from './effect';
import { inputQueueBytesMax } from './input-queue';
import { KeepAlive } from './keep-alive';
import { streamFlag } from './payload-type';
import type { PortTransport, PortTransportHost } from './port-transport';
import { smuxCommand, smuxFrame } from './smux';
import { SmuxPort } from './smux-port';
import { clientGates } from './version-gates';

/** Received and undelivered bytes of all connections at which the node is stopped: as much as smux's own pool. */
export const portReceiveBytesMax = 4_194_304;
/** Unsent bytes at which local connections are to be read no more, and at which they are again. */
export const portUnsentBytesMax = 262_144;
const portUnsentBytesLow = 65_536;
/** The first number smux gives a stream; every next one is two more. */
const firstConnection = 3;

export type PortChannelOptions = Omit<
  ClientChannelOptions,
  'sessionTypes' | 'encryption' | 'expectedKmsKeyId'
>;

export type PortEffect =
  | Exclude<ClientEffect, { do: 'output' | 'input-discarded' | 'data-key' | 'seal' | 'open' | 'given-up' }>
  /** Bytes for a local connection; `delivered` once it has taken them. */
  | { readonly do: 'deliver'; readonly connection: number; readonly bytes: Uint8Array }
  /** Close the local connection behind what was delivered to it. */
  | { readonly do: 'end-connection'; readonly connection: number }
  /** Read from local connections, or from none. It starts stopped. */
  | { readonly do: 'read-connections'; readonly reading: boolean };

/** How local connections travel; null until the handshake has told. */
export type PortMode = 'smux' | 'basic' | 'plain';

/**
 * The client end of a port session: local connections over one data channel. As {@link ClientChannel}, without
 * socket and clock: bytes and the time in, things to do out. Port sessions are never encrypted with KMS.
 *
 * @example
 * server.on('connection', (tcp) => { const id = port.connect(now()); … });
 * tcp.on('data', (bytes) => run(port.write(id, bytes, now())));
 */
export class PortChannel {
  readonly #channel: ClientChannel;
  readonly #mux: boolean;
  readonly #outbox = new Outbox<PortEffect>();
  readonly #keepAlive = new KeepAlive();
  readonly #undelivered = new Map<number, number>();
  #transport: PortTransport | null = null;
  #mode: PortMode | null = null;
  // What local programs did before the session was ready, in order.
  #early: ((transport: PortTransport) => void)[] = [];
  #earlyBytes = 0;
  #next = firstConnection;
  #reading = false;
  #isClosed = false;
  #isPerforming = false;
  readonly #left: ClientEffect[] = [];
  #nowMs = 0;
  #channelWakeMs: number | null = null;
  #askedMs: number | null = null;

  constructor(options: PortChannelOptions) {
    const outputBytesMax = options.outputBytesMax ?? portReceiveBytesMax;
    this.#mux = options.mux ?? true;
    this.#channel = new ClientChannel({ ...options, mux: this.#mux, outputBytesMax, sessionTypes: ['Port'] });
  }

  /** A WebSocket has opened, for the first time or again. */
  opened(token: string, nowMs: number): PortEffect[] {
    if (this.#keepAlive.atMs !== null) this.#keepAlive.start(nowMs);
    return this.#step(nowMs, () => this.#channel.opened(token, nowMs));
  }
  /** One binary WebSocket message. */
  receive(bytes: Uint8Array, nowMs: number): PortEffect[] {
    return this.#step(nowMs, () => this.#channel.receive(bytes, nowMs));
  }
  /** The WebSocket is gone: connections live on, and so does what they said. */
  dropped(nowMs: number): PortEffect[] {
    return this.#step(nowMs, () => this.#channel.dropped(nowMs));
  }
  /** The host ends the session. */
  end(text: string, nowMs: number): PortEffect[] {
    return this.#step(nowMs, () => this.#channel.end(text, nowMs));
  }
  /** The time of a `wake` effect has come. */
  wake(nowMs: number): PortEffect[] {
    this.#askedMs = null;
    this.#channelWakeMs = null;
    return this.#step(nowMs, () => [...this.#channel.wake(nowMs), ...this.#keptAlive(nowMs)]);
  }

  /** A local program has connected: the number that the connection goes by from here on. */
  connect(nowMs: number): { readonly connection: number; readonly effects: PortEffect[] } {
    const connection = this.#next;
    this.#next += 2;
    this.#undelivered.set(connection, 0);
    return { connection, effects: this.#act(nowMs, (transport) => transport.connect(connection)) };
  }
  /** Bytes of a local connection. They are the channel's from here on: do not change them. */
  write(connection: number, bytes: Uint8Array, nowMs: number): PortEffect[] {
    this.#earlyBytes += this.#transport === null ? bytes.length : 0;
    if (this.#earlyBytes > inputQueueBytesMax) return this.#step(nowMs, () => this.#overrun());
    return this.#act(nowMs, (transport) => transport.write(connection, bytes));
  }
  /** A local connection has closed, whoever closed it. What it had not taken is thrown away. */
  closed(connection: number, nowMs: number): PortEffect[] {
    const left = this.#undelivered.get(connection) ?? 0;
    this.#undelivered.delete(connection);
    const effects = this.#act(nowMs, (transport) => transport.close(connection));
    return [...effects, ...this.#step(nowMs, () => this.#channel.drained(left, nowMs))];
  }
  /** A local connection has taken so many of the bytes delivered to it. */
  delivered(connection: number, bytes: number, nowMs: number): PortEffect[] {
    const left = this.#undelivered.get(connection);
    if (left === undefined) return [];
    this.#undelivered.set(connection, left - Math.min(left, bytes));
    return this.#step(nowMs, () => this.#channel.drained(Math.min(left, bytes), nowMs));
  }
  /** Tells the agent that the session is over, which ends it with success. The service's end follows. */
  terminate(nowMs: number): PortEffect[] {
    return this.#step(nowMs, () => this.#channel.sendFlag(streamFlag.terminateSession, nowMs));
  }

  facts(): ClientFacts & { readonly mode: PortMode | null; readonly connections: number } {
    return { ...this.#channel.facts(), mode: this.#mode, connections: this.#undelivered.size };
  }

  #act(nowMs: number, act: (transport: PortTransport) => void): PortEffect[] {
    return this.#step(nowMs, () => {
      if (this.#transport === null) this.#early.push(act);
      else act(this.#transport);
      return [];
    });
  }

  #step(nowMs: number, happen: () => readonly ClientEffect[]): PortEffect[] {
    this.#nowMs = nowMs;
    this.#perform(happen());
    this.#goOn();
    return this.#outbox.take();
  }

  #goOn(): void {
    const { unackedInputBytes, unsentInputBytes, heldOutputBytes, undrainedOutputBytes } =
      this.#channel.facts();
    if (this.#isClosed) return;
    const inOrder = heldOutputBytes === undrainedOutputBytes;
    this.#transport?.settled(inOrder && unackedInputBytes + unsentInputBytes === 0);
    const limit = this.#reading ? portUnsentBytesMax : portUnsentBytesLow;
    const reading = this.#transport !== null && this.#channel.facts().unsentInputBytes < limit;
    if (reading !== this.#reading) this.#outbox.add({ do: 'read-connections', reading });
    this.#reading = reading;
    this.#askToWake();
  }

  /** One effect may call for others: those come behind what is left, so that frames keep their order. */
  #perform(effects: readonly ClientEffect[]): void {
    this.#left.push(...effects);
    if (this.#isPerforming) return;
    this.#isPerforming = true;
    for (let effect = this.#left.shift(); effect !== undefined; effect = this.#left.shift()) {
      this.#performOne(effect);
    }
    this.#isPerforming = false;
  }

  #performOne(effect: ClientEffect): void {
    // What is left once it is over is of before.
    if (this.#isClosed) return;
    if (effect.do === 'close') this.#isClosed = true;
    if (effect.do === 'output') this.#received(effect.bytes);
    else if (effect.do === 'wake') this.#channelWakeMs = effect.atMs;
    else if (effect.do === 'input-discarded') this.#lost(effect.why);
    else if (effect.do === 'phase') this.#phase(effect);
    else if (isPassed(effect)) this.#outbox.add(effect);
  }

  #phase(effect: Extract<ClientEffect, { do: 'phase' }>): void {
    this.#outbox.add(effect);
    if (effect.phase === 'ready' && this.#transport === null) this.#start();
  }

  /** The mode that the agent has come to by the same gates (data-channel paper sections 9.5 and 12.2). */
  #start(): void {
    const { agentVersion, sessionType, properties } = this.#channel.facts();
    if (sessionType !== 'Port') {
      const text = 'The node began a shell where a port session was asked for.';
      this.#perform(this.#channel.end(text, this.#nowMs, 'handshake-invalid'));
      return;
    }
    const gates = clientGates(agentVersion ?? '');
    const isForwarding = properties?.type === 'LocalPortForwarding';
    this.#mode = !isForwarding ? 'plain' : gates.mux && this.#mux ? 'smux' : 'basic';
    this.#transport = this.#transportOf(this.#mode);
    if (this.#mode === 'smux' && !gates.smuxKeepAliveDisabled) this.#keepAlive.start(this.#nowMs);
    const early = this.#early;
    this.#early = [];
    this.#earlyBytes = 0;
    for (const act of early) act(this.#transport);
  }

  #transportOf(mode: PortMode): PortTransport {
    const host: PortTransportHost = {
      send: (bytes) => this.#perform(this.#channel.type(bytes, this.#nowMs)),
      flag: (flag) => this.#perform(this.#channel.sendFlag(flag, this.#nowMs)),
      deliver: (connection, bytes) => this.#deliver(connection, bytes),
      ended: (connection) => this.#outbox.add({ do: 'end-connection', connection }),
      spent: (bytes) => this.#perform(this.#channel.drained(bytes, this.#nowMs)),
      broken: (text) => this.#perform(this.#channel.end(text, this.#nowMs, 'port-broken')),
    };
    if (mode === 'smux') return new SmuxPort(host);
    return new BasicPort(host, mode === 'plain' ? streamFlag.terminateSession : streamFlag.disconnectToPort);
  }

  #received(bytes: Uint8Array): void {
    this.#keepAlive.heard(this.#nowMs);
    this.#transport?.receive(bytes);
  }

  #deliver(connection: number, bytes: Uint8Array): void {
    this.#undelivered.set(connection, (this.#undelivered.get(connection) ?? 0) + bytes.length);
    this.#outbox.add({ do: 'deliver', connection, bytes });
  }

  /** A stream with a hole in it is no stream. */
  #lost(why: string): void {
    if (why === 'queue-full') this.#perform(this.#overrun());
  }

  #overrun(): readonly ClientEffect[] {
    const text = 'Local programs sent more than may be kept, though they were not to be read.';
    return this.#channel.end(text, this.#nowMs, 'overrun');
  }

  #keptAlive(nowMs: number): readonly ClientEffect[] {
    if (!this.#channel.facts().connected) return [];
    const due = this.#keepAlive.due(nowMs);
    if (due === 'send') return this.#channel.type(smuxFrame(smuxCommand.nop, 0), nowMs);
    if (due === null) return [];
    return this.#channel.end('The node sent nothing for half a minute.', nowMs, 'unanswered');
  }

  #askToWake(): void {
    const keepAliveMs = this.#channel.facts().connected ? this.#keepAlive.atMs : null;
    const atMs = Math.min(
      this.#channelWakeMs ?? Number.POSITIVE_INFINITY,
      keepAliveMs ?? Number.POSITIVE_INFINITY,
    );
    if (!Number.isFinite(atMs) || (this.#askedMs !== null && this.#askedMs <= atMs)) return;
    this.#askedMs = atMs;
    this.#outbox.add({ do: 'wake', atMs });
  }
}

type Passed = Exclude<PortEffect, { do: 'deliver' | 'end-connection' | 'read-connections' }>;

/** Questions of encryption are never asked of a port, and its channel is never restored. */
function isPassed(effect: ClientEffect): effect is Extract<ClientEffect, Passed> {
  return !['output', 'input-discarded', 'data-key', 'seal', 'open', 'given-up'].includes(effect.do);
}

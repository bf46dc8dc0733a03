import type { AgentChannel } from '../agent-channel';
import type { AgentEffect } from '../effect';

/** A program behind the node's port: it greets, sends back what it is sent, and hangs up after so many bytes. */
export interface Destination {
  readonly greeting: Uint8Array;
  readonly hangsUpAfterBytes: number;
}

/** The agent's side of a port session behind its channel: smux server or basic mode, to an echoing destination. */
export class PortNode {
  /** Bytes that the destination was sent, by connection in the order dialled. */
  readonly got: number[][] = [];
  readonly #destination: Destination;
  readonly #isSmux: boolean;
  readonly #streams = new Map<number, number>();
  #unread: number[] = [];
  #basic: number | null = null;
  #unsent: Uint8Array[] = [];
  #reading = false;

  constructor(destination: Destination, isSmux: boolean) {
    this.#destination = destination;
    this.#isSmux = isSmux;
  }

  /** The handshake is over. AWS's agent dials at once in basic mode. */
  start(): void {
    if (!this.#isSmux) this.#basic = this.#dial((bytes) => this.#say(bytes));
  }

  take(effect: AgentEffect, agent: AgentChannel, nowMs: number): AgentEffect[] {
    if (effect.do === 'source') this.#reading = effect.reading;
    else if (effect.do === 'input' && this.#isSmux) this.#smux(effect.bytes);
    else if (effect.do === 'input') this.#plain(effect.bytes);
    else if (effect.do === 'flag' && effect.flag === 1) this.#basic = null;
    return this.flush(agent, nowMs);
  }

  /** Sends what the channel takes. */
  flush(agent: AgentChannel, nowMs: number): AgentEffect[] {
    const effects: AgentEffect[] = [];
    while (this.#reading) {
      const next = this.#unsent.shift();
      if (next === undefined) break;
      const said = agent.output(next, 'output', nowMs);
      for (const effect of said) if (effect.do === 'source') this.#reading = effect.reading;
      effects.push(...said);
    }
    return effects;
  }

  #say(bytes: Uint8Array): void {
    this.#unsent.push(bytes);
  }

  #dial(say: (bytes: Uint8Array) => void): number {
    this.got.push([]);
    if (this.#destination.greeting.length > 0) say(this.#destination.greeting);
    return this.got.length - 1;
  }

  #plain(bytes: Uint8Array): void {
    this.#basic ??= this.#dial((greeting) => this.#say(greeting));
    this.got[this.#basic]?.push(...bytes);
    this.#say(bytes.slice());
  }

  /** smux as its own text has it, written without a look at ours: bytes are kept until a frame is whole. */
  #smux(bytes: Uint8Array): void {
    this.#unread.push(...bytes);
    for (;;) {
      const [version, command, low = 0, high = 0, a = 0, b = 0, c = 0, d = 0] = this.#unread;
      const length = low + 256 * high;
      if (this.#unread.length < 8 + length) return;
      if (version !== 1) throw new Error(`smux version ${version}`);
      const data = this.#unread.slice(8, 8 + length);
      this.#unread = this.#unread.slice(8 + length);
      this.#frame(command, a + 256 * (b + 256 * (c + 256 * d)), data);
    }
  }

  #frame(command: number | undefined, stream: number, data: number[]): void {
    if (command === 0) {
      if (this.#streams.has(stream)) throw new Error(`stream ${stream} opened twice`);
      this.#streams.set(
        stream,
        this.#dial((bytes) => this.#push(stream, bytes)),
      );
    } else if (command === 1) this.#streams.delete(stream);
    else if (command === 2) this.#echo(stream, data);
    else if (command !== 3) throw new Error(`smux command ${command}`);
  }

  #echo(stream: number, data: number[]): void {
    const index = this.#streams.get(stream);
    const got = index === undefined ? undefined : this.got[index];
    if (got === undefined) return;
    got.push(...data);
    this.#push(stream, Uint8Array.from(data));
    if (got.length < this.#destination.hangsUpAfterBytes) return;
    this.#streams.delete(stream);
    this.#say(frameOf(1, stream, new Uint8Array(0)));
  }

  #push(stream: number, bytes: Uint8Array): void {
    this.#say(frameOf(2, stream, bytes));
  }
}

function frameOf(command: number, stream: number, data: Uint8Array): Uint8Array {
  const id = [stream, stream >> 8, stream >> 16, stream >> 24].map((part) => part & 255);
  return Uint8Array.from([1, command, data.length & 255, data.length >> 8, ...id, ...data]);
}

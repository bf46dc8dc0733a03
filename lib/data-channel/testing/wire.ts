import type { AgentChannel } from '../agent-channel';
import type { AgentFacts } from '../agent-facts';
import { ClientChannel } from '../client-channel';
import type { ClientChannelOptions, ClientFacts } from '../client-facts';
import type { SnapshotLimits } from '../client-state';
import type { AgentEffect, ClientEffect, Settled } from '../effect';
import { pausePublicationFrame, startPublicationFrame } from '../publication';
import { Clock } from './clock';
import { make } from './tools';

/** What happens to one message between the two ends: how often it arrives and after how long. */
export type Fate = readonly { readonly afterMs: number }[];

/** Answers the questions that need a cipher or KMS. */
export interface Cipher {
  readonly seal: (bytes: Uint8Array) => Settled;
  readonly open: (bytes: Uint8Array) => Settled;
  readonly key: (effect: { keyId: string; challenge: string | null; ciphertext?: Uint8Array }) => Settled;
}

export interface WireOptions {
  readonly client: ClientChannel;
  readonly agent: AgentChannel;
  readonly fate?: (direction: 'up' | 'down', frame: Uint8Array) => Fate;
  readonly clientCipher?: Cipher;
  readonly agentCipher?: Cipher;
  /** How long the host takes to draw output, in order. Default 0: at once. */
  readonly drawMs?: () => number;
  /** How long a question to the host takes. Default 1 ms each. */
  readonly answerMs?: () => number;
}

/** Both ends, a lossy relay between them and one clock: everything a schedule can do, none of it real time. */
export class Wire extends Clock {
  readonly clientSaw: ClientEffect[] = [];
  readonly agentSaw: AgentEffect[] = [];
  readonly clientOutput: number[] = [];
  readonly agentInput: number[] = [];
  reading = false;
  /** The most that the client ever kept, in bytes. */
  heldOutputMost = 0;
  unackedInputMost = 0;
  readonly #options: WireOptions;
  // Frames in flight die with their connection.
  #clientEra = 0;
  #agentEra = 0;
  #client: ClientChannel;
  #page = 0;
  #drawnAtMs = 0;
  #undrawn = 0;

  constructor(options: WireOptions) {
    super();
    this.#options = options;
    this.#client = options.client;
  }

  openClient(token = 'client-token'): void {
    this.#clientEra += 1;
    this.client((channel) => channel.opened(token, this.nowMs));
  }
  openAgent(token = 'agent-token'): void {
    this.#agentEra += 1;
    this.agent((channel) => channel.opened(token, this.nowMs));
  }
  dropClient(): void {
    this.#clientEra += 1;
    this.client((channel) => channel.dropped(this.nowMs));
  }
  dropAgent(): void {
    this.#agentEra += 1;
    this.agent((channel) => channel.dropped(this.nowMs));
  }

  /**
   * The page goes away and another takes over, from its snapshot alone. Without a connection: `openClient` next.
   * Says how long the snapshot was.
   */
  reload(options: Omit<ClientChannelOptions, 'clientId'>, limits?: SnapshotLimits): number {
    const text = JSON.stringify(this.#client.snapshot(limits));
    const restored = ClientChannel.restore(JSON.parse(text), options, this.nowMs);
    // A closed client has no snapshot, and nothing to go on with.
    if (restored === null) return 0;
    this.#clientEra += 1;
    this.#page += 1;
    this.#drawnAtMs = this.nowMs;
    this.#undrawn = 0;
    this.#client = restored;
    this.client((channel) => channel.wake(this.nowMs));
    return text.length;
  }

  client(act: (channel: ClientChannel) => ClientEffect[]): ClientEffect[] {
    const effects = act(this.#client);
    for (const effect of effects) this.#runClient(effect);
    const { heldOutputBytes, unackedInputBytes } = this.#client.facts();
    this.heldOutputMost = Math.max(this.heldOutputMost, heldOutputBytes);
    this.unackedInputMost = Math.max(this.unackedInputMost, unackedInputBytes);
    return effects;
  }
  agent(act: (channel: AgentChannel) => AgentEffect[]): AgentEffect[] {
    const effects = act(this.#options.agent);
    for (const effect of effects) this.#runAgent(effect);
    return effects;
  }

  clientFacts(): ClientFacts {
    return this.#client.facts();
  }
  agentFacts(): AgentFacts {
    return this.#options.agent.facts();
  }

  pause(): void {
    this.toAgent(pausePublicationFrame(make, this.nowMs));
  }
  unpause(): void {
    this.toAgent(startPublicationFrame(make, this.nowMs));
  }

  /** Hands bytes to the client as the service would. */
  toClient(frame: Uint8Array): void {
    this.client((channel) => channel.receive(frame, this.nowMs));
  }
  toAgent(frame: Uint8Array): void {
    this.agent((channel) => channel.receive(frame, this.nowMs));
  }

  #runClient(effect: ClientEffect): void {
    this.clientSaw.push(effect);
    if (effect.do === 'send') this.#carry('up', effect.frame);
    else if (effect.do === 'wake') {
      this.at(effect.atMs - this.nowMs, () => this.client((channel) => channel.wake(this.nowMs)));
    } else if (effect.do === 'disconnect') this.dropClient();
    else if (effect.do === 'reconnect') this.openClient('drained');
    else if (effect.do === 'output') {
      this.#draw(effect.bytes.slice());
    } else if (effect.do === 'seal' || effect.do === 'open' || effect.do === 'data-key') {
      const cipher = this.#options.clientCipher;
      if (cipher === undefined) return;
      const result = effect.do === 'data-key' ? cipher.key(effect) : cipher[effect.do](effect.bytes.slice());
      this.at(this.#answerMs(), () =>
        this.client((channel) => channel.settled(effect.id, result, this.nowMs)),
      );
    }
  }

  #runAgent(effect: AgentEffect): void {
    this.agentSaw.push(effect);
    if (effect.do === 'send') this.#carry('down', effect.frame);
    else if (effect.do === 'wake') {
      this.at(effect.atMs - this.nowMs, () => this.agent((channel) => channel.wake(this.nowMs)));
    } else if (effect.do === 'input') {
      for (const byte of effect.bytes) this.agentInput.push(byte);
    } else if (effect.do === 'source') this.reading = effect.reading;
    else if (effect.do === 'seal' || effect.do === 'open' || effect.do === 'decrypt-key') {
      const cipher = this.#options.agentCipher;
      if (cipher === undefined) return;
      const result =
        effect.do === 'decrypt-key' ? cipher.key(effect) : cipher[effect.do](effect.bytes.slice());
      this.at(this.#answerMs(), () =>
        this.agent((channel) => channel.settled(effect.id, result, this.nowMs)),
      );
    }
  }

  #draw(bytes: Uint8Array): void {
    const draw = () => {
      this.#undrawn -= 1;
      for (const byte of bytes) this.clientOutput.push(byte);
      this.client((channel) => channel.drained(bytes.length, this.nowMs));
    };
    const drawMs = this.#options.drawMs?.() ?? 0;
    this.#drawnAtMs = Math.max(this.#drawnAtMs, this.nowMs + drawMs);
    this.#undrawn += 1;
    // Never ahead of what waits for this very moment.
    if (this.#drawnAtMs === this.nowMs && this.#undrawn === 1) {
      draw();
      return;
    }
    const page = this.#page;
    this.at(this.#drawnAtMs - this.nowMs, () => {
      // What a page had not drawn goes with it.
      if (page === this.#page) draw();
    });
  }

  #answerMs(): number {
    return this.#options.answerMs?.() ?? 1;
  }

  #carry(direction: 'up' | 'down', frame: Uint8Array): void {
    const eras = [this.#clientEra, this.#agentEra];
    const copies = this.#options.fate?.(direction, frame) ?? [{ afterMs: 5 }];
    for (const { afterMs } of copies) {
      this.at(afterMs, () => {
        if (eras[0] !== this.#clientEra || eras[1] !== this.#agentEra) return;
        if (direction === 'up') this.toAgent(frame);
        else this.toClient(frame);
      });
    }
  }
}

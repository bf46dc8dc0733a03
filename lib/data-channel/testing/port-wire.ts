import { AgentChannel } from '../agent-channel';
import type { AgentEffect } from '../effect';
import { PortChannel, type PortEffect } from '../port-channel';
import { Clock } from './clock';
import { luck } from './luck';
import { type Destination, PortNode } from './port-node';
import { fateOf, type Harm } from './schedule';
import { make } from './tools';

export interface PortWireOptions extends Harm {
  readonly seed: number;
  readonly agentVersion: string;
  readonly mux: boolean;
  readonly type: string;
  readonly destination: Destination;
  readonly outputBytesMax?: number;
  /** How long a local program takes at most to take what it is sent. */
  readonly takeMs: number;
}

/** A port session on one clock: local programs, both channels, a bad relay, and a destination behind the node. */
export class PortWire extends Clock {
  readonly port: PortChannel;
  readonly agent: AgentChannel;
  readonly node: PortNode;
  readonly saw: PortEffect[] = [];
  /** What each connection was sent, and those that the node ended. */
  readonly local = new Map<number, number[]>();
  readonly ended: number[] = [];
  heldBytesMost = 0;
  reading = false;
  readonly #options: PortWireOptions;
  readonly #chance: () => number;
  #clientEra = 0;
  #agentEra = 0;
  #takenAtMs = 0;

  constructor(options: PortWireOptions) {
    super();
    this.#options = options;
    this.#chance = luck(options.seed);
    const { mux, type, agentVersion, outputBytesMax } = options;
    this.port = new PortChannel({
      ...make,
      clientId: make.newMessageId(),
      mux,
      ...(outputBytesMax ? { outputBytesMax } : {}),
    });
    this.agent = new AgentChannel({
      ...make,
      randomBytes: (length) => new Uint8Array(length),
      sessionId: 'ada-0123456789abcdef0',
      instanceId: 'i-0123456789abcdef0',
      sessionType: 'Port',
      properties: { portNumber: '5432', type },
      agentVersion,
    });
    const isSmux = type === 'LocalPortForwarding' && mux;
    this.node = new PortNode(options.destination, isSmux);
  }

  start(): void {
    this.openClient();
    this.openAgent();
    this.toAgent(this.agent.acceptInput(true, this.nowMs));
  }
  openClient(): void {
    this.#clientEra += 1;
    this.host(this.port.opened('token', this.nowMs));
  }
  openAgent(): void {
    this.#agentEra += 1;
    this.toAgent(this.agent.opened('token', this.nowMs));
  }
  dropClient(): void {
    this.#clientEra += 1;
    this.host(this.port.dropped(this.nowMs));
  }
  dropAgent(): void {
    this.#agentEra += 1;
    this.toAgent(this.agent.dropped(this.nowMs));
  }

  connect(): number {
    const { connection, effects } = this.port.connect(this.nowMs);
    this.local.set(connection, []);
    this.host(effects);
    return connection;
  }
  write(connection: number, bytes: Uint8Array): void {
    this.host(this.port.write(connection, bytes, this.nowMs));
  }
  close(connection: number): void {
    this.host(this.port.closed(connection, this.nowMs));
  }

  host(effects: readonly PortEffect[]): void {
    for (const effect of effects) this.#client(effect);
    this.heldBytesMost = Math.max(this.heldBytesMost, this.port.facts().heldOutputBytes);
  }
  toAgent(effects: readonly AgentEffect[]): void {
    for (const effect of effects) this.#agent(effect);
  }

  #client(effect: PortEffect): void {
    this.saw.push(effect);
    if (effect.do === 'send')
      this.#carry(effect.frame, (frame) => this.toAgent(this.agent.receive(frame, this.nowMs)));
    else if (effect.do === 'wake')
      this.at(effect.atMs - this.nowMs, () => this.host(this.port.wake(this.nowMs)));
    else if (effect.do === 'deliver') this.#deliver(effect.connection, effect.bytes.slice());
    else if (effect.do === 'end-connection') this.ended.push(effect.connection);
    else if (effect.do === 'read-connections') this.reading = effect.reading;
    else if (effect.do === 'disconnect') this.dropClient();
    else if (effect.do === 'reconnect') this.openClient();
  }

  #deliver(connection: number, bytes: Uint8Array): void {
    const after = Math.floor(this.#chance() * this.#options.takeMs);
    this.#takenAtMs = Math.max(this.#takenAtMs, this.nowMs + after);
    this.at(this.#takenAtMs - this.nowMs, () => {
      this.local.get(connection)?.push(...bytes);
      this.host(this.port.delivered(connection, bytes.length, this.nowMs));
    });
  }

  #agent(effect: AgentEffect): void {
    if (effect.do === 'send')
      this.#carry(effect.frame, (frame) => this.host(this.port.receive(frame, this.nowMs)));
    else if (effect.do === 'wake')
      this.at(effect.atMs - this.nowMs, () => this.toAgent(this.agent.wake(this.nowMs)));
    else {
      if (effect.do === 'phase' && effect.phase === 'running') this.at(0, () => this.#startNode());
      this.toAgent(this.node.take(effect, this.agent, this.nowMs));
    }
  }

  #isStarted = false;
  #startNode(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.node.start();
    this.toAgent(this.node.flush(this.agent, this.nowMs));
  }

  #carry(frame: Uint8Array, arrive: (frame: Uint8Array) => void): void {
    const eras = [this.#clientEra, this.#agentEra];
    for (const { afterMs } of fateOf(this.#options, this.#chance)) {
      this.at(afterMs, () => {
        if (eras[0] === this.#clientEra && eras[1] === this.#agentEra) arrive(frame);
      });
    }
  }
}

import { AgentChannel } from '../agent-channel';
import { ClientChannel } from '../client-channel';
import type { SessionType } from '../handshake';
import { luck } from './luck';
import { SharedKms } from './shared-kms';
import { make } from './tools';
import { type Fate, Wire } from './wire';

/** How badly a relay behaves. Parts of 1, milliseconds, and moments of cuts after the start. */
export interface Schedule {
  readonly seed: number;
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly delayMs: number;
  readonly clientCutsMs: readonly number[];
  readonly agentCutsMs: readonly number[];
  /** How long a cut lasts. */
  readonly awayMs: number;
  /** Moments at which the page goes away and another takes over, connected again after `awayMs`. */
  readonly reloadsMs: readonly number[];
  /** Room for output, in bytes. */
  readonly outputBytesMax: number;
  /** How long the page takes at most to draw a piece of output. */
  readonly drawMs: number;
  /** How long a host takes at most to seal, to open or to ask KMS. */
  readonly answerMs: number;
  /** Moments at which the service pauses the agent, for `awayMs`. */
  readonly pausesMs: readonly number[];
  /** Moments at which the process stops taking input, for `awayMs`. */
  readonly busyMs: readonly number[];
}

export type Harm = Pick<Schedule, 'drop' | 'duplicate' | 'reorder' | 'delayMs'>;

export interface Workload {
  readonly sessionType: SessionType;
  readonly kmsKeyId: string | null;
  readonly typed: readonly Uint8Array[];
  readonly printed: readonly Uint8Array[];
}

/** Both ends with a badly behaved relay between them, ready to run. */
export function badWire(schedule: Schedule, workload: Workload): Wire {
  const chance = luck(schedule.seed);
  const kms = new SharedKms();
  const options = { ...make, encryption: true, outputBytesMax: schedule.outputBytesMax };
  const client = new ClientChannel({ ...options, clientId: make.newMessageId() });
  const agent = new AgentChannel({
    ...make,
    randomBytes: (length) => Uint8Array.from({ length }, () => Math.floor(chance() * 256)),
    sessionId: 'ada-0123456789abcdef0',
    instanceId: 'i-0123456789abcdef0',
    sessionType: workload.sessionType,
    kmsKeyId: workload.kmsKeyId,
  });
  const wire = new Wire({
    client,
    agent,
    fate: () => fateOf(schedule, chance),
    clientCipher: kms.client(),
    agentCipher: kms.agent(),
    answerMs: () => Math.floor(chance() * schedule.answerMs),
    drawMs: () => Math.floor(chance() * schedule.drawMs),
  });
  wire.at(0, () => wire.openClient());
  wire.at(0, () => wire.openAgent());
  wire.at(30, () => wire.agent((channel) => channel.acceptInput(true, wire.nowMs)));
  planTrouble(wire, schedule);
  for (const atMs of schedule.reloadsMs) {
    wire.at(atMs, () => wire.reload(options));
    wire.at(atMs + schedule.awayMs, () => wire.openClient('reloaded'));
  }
  planWork(wire, workload, chance);
  return wire;
}

/** What happens to one message under a schedule. */
export function fateOf({ drop, duplicate, reorder, delayMs }: Harm, chance: () => number): Fate {
  if (chance() < drop) return [];
  const afterMs = 1 + delayMs + (chance() < reorder ? chance() * 4 * (delayMs + 5) : 0);
  return chance() < duplicate ? [{ afterMs }, { afterMs: afterMs + chance() * 50 }] : [{ afterMs }];
}

function planTrouble(wire: Wire, schedule: Schedule): void {
  const { awayMs } = schedule;
  for (const atMs of schedule.clientCutsMs) {
    wire.at(atMs, () => wire.dropClient());
    wire.at(atMs + awayMs, () => wire.openClient('again'));
  }
  for (const atMs of schedule.agentCutsMs) {
    wire.at(atMs, () => wire.dropAgent());
    wire.at(atMs + awayMs, () => wire.openAgent('again'));
  }
  for (const atMs of schedule.pausesMs) {
    wire.at(atMs, () => wire.pause());
    wire.at(atMs + awayMs, () => wire.unpause());
  }
  for (const atMs of schedule.busyMs) {
    wire.at(atMs, () => wire.agent((channel) => channel.acceptInput(false, wire.nowMs)));
    wire.at(atMs + awayMs, () => wire.agent((channel) => channel.acceptInput(true, wire.nowMs)));
  }
}

function planWork(wire: Wire, workload: Workload, chance: () => number): void {
  let atMs = 0;
  for (const bytes of workload.typed) {
    atMs += chance() * 200;
    wire.at(atMs, () => wire.client((channel) => channel.type(bytes, wire.nowMs)));
  }
  const left = [...workload.printed];
  const print = (): void => {
    const next = wire.reading ? left.shift() : undefined;
    if (next !== undefined) wire.agent((channel) => channel.output(next, 'output', wire.nowMs));
    if (left.length > 0) wire.at(1 + chance() * 100, print);
  };
  wire.at(35, print);
}

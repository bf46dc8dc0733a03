import type { ClientEffect } from '../../effect';
import { PortChannel, type PortEffect } from '../../port-channel';
import { make } from '../tools';
import { Choices } from './choices';
import { bentFrame, otherFrame, streamFrame } from './frames';
import { must, Witnessed } from './witnessed';

const outputBytesMax = 20_000;
const stepsMs = [0, 1, 10, 100, 500, 2_000, 11_000, 400_000] as const;
const own: readonly string[] = ['deliver', 'end-connection', 'read-connections'];
const isShared = (effect: PortEffect): effect is Extract<PortEffect, ClientEffect> =>
  !own.includes(effect.do);

/** Feeds a port's client end what the bytes say. Returns what happened, as the fuzzer counts it. */
export function fuzzPort(bytes: Uint8Array): Set<string> {
  const choices = new Choices(bytes);
  const witnessed = new Witnessed();
  const seen = new Set<string>();
  const port = new PortChannel({
    ...make,
    clientId: make.newMessageId(),
    mux: choices.next() < 200,
    outputBytesMax,
  });
  let nowMs = 1_700_000_000_000;
  const open = new Map<number, number>();
  let kinds = '';
  const saw = (effects: readonly PortEffect[]): void => {
    witnessed.saw(effects.filter(isShared));
    kinds = [...new Set(effects.map((effect) => effect.do))].sort().join();
    for (const effect of effects) {
      if (effect.do !== 'deliver') continue;
      const undelivered = open.get(effect.connection);
      must(undelivered !== undefined, 'bytes for a connection that is closed');
      open.set(effect.connection, undelivered + effect.bytes.length);
    }
  };
  const connection = (): number => [...open.keys()][choices.next() % Math.max(1, open.size)] ?? 3;
  const close = (which: number): PortEffect[] => {
    open.delete(which);
    return port.closed(which, nowMs);
  };
  const connect = (): PortEffect[] => {
    const made = port.connect(nowMs);
    open.set(made.connection, 0);
    return made.effects;
  };
  const act = (op: number): PortEffect[] => {
    if (op === 0) return port.receive(bentFrame(choices), nowMs);
    if (op < 6) {
      const expected = witnessed.acknowledged.size;
      return port.receive(streamFrame('output_stream_data', expected, choices), nowMs);
    }
    if (op === 6) return port.receive(otherFrame(witnessed.sentNumbers, choices), nowMs);
    if (op < 9) return connect();
    if (op === 9) return close(connection());
    if (op === 10)
      return port.write(
        connection(),
        new Uint8Array(choices.pick([0, 1, 2000, 1, 2000, 1, 9, 90_000])),
        nowMs,
      );
    if (op === 11) return port.delivered(connection(), choices.next() * 16, nowMs);
    if (op < 14) {
      nowMs += choices.pick(stepsMs);
      return port.wake(nowMs);
    }
    if (op === 14) return choices.next() > 240 ? port.terminate(nowMs) : [];
    return choices.next() % 2 === 0 ? port.dropped(nowMs) : port.opened('again', nowMs);
  };
  saw(port.opened('token', nowMs));
  while (choices.areLeft && witnessed.closedBy === '') {
    const op = choices.next() % 16;
    saw(act(op));
    const { phase, mode, heldOutputBytes } = port.facts();
    seen.add(['port', op > 1 && op < 6 ? 1 : op, phase, mode, kinds, witnessed.closedBy].join('|'));
    must(heldOutputBytes <= 2 * outputBytesMax + 5000, 'output past its limit');
  }
  return seen;
}

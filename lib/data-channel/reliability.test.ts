import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inputUnackedBytesMax } from './client-input';
import { badWire, type Schedule, type Workload } from './testing/schedule';
import { toHex } from './testing/tools';
import type { Wire } from './testing/wire';

const part = (max: number) => fc.integer({ min: 0, max: 100 }).map((percent) => (percent / 100) * max);
const moments = (max: number) => fc.array(fc.integer({ min: 0, max: 8000 }), { maxLength: max });

const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  drop: part(0.4),
  duplicate: part(0.3),
  reorder: part(0.5),
  delayMs: fc.integer({ min: 0, max: 400 }),
  clientCutsMs: moments(4),
  agentCutsMs: moments(3),
  awayMs: fc.integer({ min: 0, max: 2500 }),
  reloadsMs: moments(3),
  drawMs: fc.constantFrom(0, 0, 50, 1500),
  outputBytesMax: fc.constantFrom(3_000, 10_000, 1_000_000),
  answerMs: fc.constantFrom(8, 8, 500),
  pausesMs: moments(3),
  busyMs: moments(2),
});
const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }), { maxLength: 12 });
const kinds = fc.constantFrom<Pick<Workload, 'sessionType' | 'kmsKeyId'>>(
  { sessionType: 'Standard_Stream', kmsKeyId: null },
  { sessionType: 'InteractiveCommands', kmsKeyId: 'alias/sessions' },
  { sessionType: 'NonInteractiveCommands', kmsKeyId: null },
  { sessionType: 'Port', kmsKeyId: 'alias/never-used-by-ports' },
);
const workloads = fc.tuple(kinds, pieces, pieces).map(([kind, typed, printed]): Workload => {
  // A shell without handshake must say something, or its client waits for ever, as AWS's does.
  return { ...kind, typed, printed: [Uint8Array.of(0x24), ...printed] };
});

const hex = (parts: readonly Uint8Array[]): string => parts.map(toHex).join('');
const endOf = (wire: Wire): string[] =>
  [...wire.clientSaw, ...wire.agentSaw].flatMap((effect) => (effect.do === 'close' ? [effect.reason] : []));

const nothing = { unackedInput: 0, unsentInput: 0, heldInput: 0, unackedOutput: 0, heldOutput: 0 };
function leftOver(wire: Wire): typeof nothing {
  const client = wire.clientFacts();
  const agent = wire.agentFacts();
  return {
    unackedInput: client.unackedInputBytes,
    unsentInput: client.unsentInputBytes,
    heldInput: agent.heldInputBytes,
    unackedOutput: agent.unackedOutputBytes,
    heldOutput: client.heldOutputBytes,
  };
}

/** More by hand: `DATA_CHANNEL_RUNS=20000`. */
const runs = Number(process.env.DATA_CHANNEL_RUNS ?? 150);

test(
  'every byte arrives once and in order, or the session ends with a reason, whatever the relay does',
  () => {
    fc.assert(
      fc.property(schedules, workloads, (schedule, workload) => {
        const wire = badWire(schedule, workload);
        wire.run(240_000);
        const ends = endOf(wire);
        // Beside its limit only what came early before that was reached; beside the window only what sealing adds.
        expect(wire.heldOutputMost).toBeLessThanOrEqual(2 * schedule.outputBytesMax);
        expect(wire.unackedInputMost).toBeLessThanOrEqual(inputUnackedBytesMax + 28 * 256);
        const got = {
          down: toHex(Uint8Array.from(wire.clientOutput)),
          up: toHex(Uint8Array.from(wire.agentInput)),
        };
        const whole = { down: hex(workload.printed), up: hex(workload.typed) };
        if (ends.length === 0) expect({ ...got, ...leftOver(wire) }).toEqual({ ...whole, ...nothing });
        // Only the agent's 15 s for each handshake answer may run out under such a relay.
        else expect(ends).toEqual(['handshake-timeout']);
        expect(whole.down.startsWith(got.down) && whole.up.startsWith(got.up)).toBe(true);
      }),
      { numRuns: runs },
    );
  },
  10_000 + 20 * runs,
);

test('a relay that loses a tenth of everything and cuts every ten seconds loses and doubles nothing', () => {
  const typed = Array.from({ length: 400 }, (_, line) => new TextEncoder().encode(`echo ${line}\r`));
  const printed = Array.from({ length: 600 }, (_, line) => new TextEncoder().encode(`line ${line}\r\n`));
  const cuts = Array.from({ length: 12 }, (_, index) => 10_000 * (index + 1));
  const wire = badWire(
    {
      seed: 7,
      drop: 0.1,
      duplicate: 0.05,
      reorder: 0.1,
      delayMs: 20,
      clientCutsMs: cuts,
      agentCutsMs: [],
      awayMs: 700,
      reloadsMs: [],
      drawMs: 0,
      outputBytesMax: 100_000,
      answerMs: 8,
      pausesMs: [],
      busyMs: [],
    },
    { sessionType: 'Standard_Stream', kmsKeyId: null, typed, printed },
  );
  wire.run(180_000);
  expect(toHex(Uint8Array.from(wire.agentInput))).toBe(hex(typed));
  expect(toHex(Uint8Array.from(wire.clientOutput))).toBe(hex(printed));
  expect(endOf(wire)).toEqual([]);
});

test('a node that never acknowledges costs 64 KiB in flight, however much is pasted', () => {
  const calm = { drop: 0, duplicate: 0, reorder: 0, delayMs: 1 };
  const never = {
    clientCutsMs: [],
    agentCutsMs: [],
    awayMs: 1_000_000,
    reloadsMs: [],
    drawMs: 0,
    outputBytesMax: 100_000,
    answerMs: 8,
    pausesMs: [],
    busyMs: [40],
  };
  const typed = Array.from({ length: 50 }, () => new Uint8Array(100_000));
  const wire = badWire(
    { seed: 1, ...calm, ...never },
    { sessionType: 'Standard_Stream', kmsKeyId: null, typed, printed: [Uint8Array.of(0x24)] },
  );
  wire.run(60_000);
  const facts = wire.clientFacts();
  expect(facts.unackedInputBytes).toBeLessThanOrEqual(inputUnackedBytesMax);
  expect(facts.unackedInputBytes + facts.unsentInputBytes + wire.agentInput.length).toBe(5_000_000);
});

import { expect, test } from 'vitest';
import { encodeFrame, newFrame } from '@/e2e/witness/frame';
import { FaultBoard } from './fault-board';
import { FaultyDirection } from './faulty-direction';
import { wireFaults } from './wire-faults';

const frames = Array.from({ length: 300 }, (_, sequence) =>
  encodeFrame(newFrame('output_stream_data', String(sequence), { payloadType: 1 })),
);

/** What comes out of a wire that all frames go into, by their numbers. */
function carried(faults: object): string[] {
  const board = new FaultBoard();
  board.set(wireFaults.parse(faults));
  const direction = new FaultyDirection('in', () => board.of('session', 'client'));
  const out: string[] = [];
  for (const frame of frames)
    direction.carry(frame, (bytes) => out.push(Buffer.from(bytes).toString('utf8', 120)));
  direction.after(() => {});
  return out;
}

test('the same seed gives the same fates, another seed others', () => {
  const faults = { dropPercent: 10, duplicatePercent: 10, reorderPercent: 10 };
  expect(carried({ ...faults, seed: 7 })).toEqual(carried({ ...faults, seed: 7 }));
  expect(carried({ ...faults, seed: 7 })).not.toEqual(carried({ ...faults, seed: 8 }));
});

test('moved frames come behind later ones, and all of them come', () => {
  const out = carried({ reorderPercent: 20 });
  expect(out).not.toEqual([...out].sort((a, b) => Number(a) - Number(b)));
  expect([...out].sort((a, b) => Number(a) - Number(b))).toEqual(frames.map((_, index) => String(index)));
});

test('what no end repairs is never harmed', () => {
  const board = new FaultBoard();
  board.set(wireFaults.parse({ dropPercent: 100 }));
  const direction = new FaultyDirection('out', () => board.of('session', 'client'));
  let passed = 0;
  const carry = (type: string) => direction.carry(encodeFrame(newFrame(type, '{}')), () => (passed += 1));
  for (const type of ['channel_closed', 'pause_publication', 'start_publication', 'agent_session_state'])
    carry(type);
  expect(passed).toBe(4);
  carry('acknowledge');
  expect(passed).toBe(4);
});

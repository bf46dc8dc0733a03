import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientHabits } from './client-habits';
import { type Frame, newFrame } from './frame';
import { Inbox, type ReceiveHabits } from './inbox';

const message = (sequence: number) =>
  newFrame('output_stream_data', 'x', { sequenceNumber: BigInt(sequence) });

function record(habits: ReceiveHabits, refuses: (frame: Frame) => boolean = () => false) {
  const delivered: number[] = [];
  const acknowledged: number[] = [];
  const inbox = new Inbox(habits, {
    acknowledge: (frame) => acknowledged.push(Number(frame.sequenceNumber)),
    acknowledgedFirst: () => false,
    deliver: (frame) => {
      if (refuses(frame)) return 'refused';
      delivered.push(Number(frame.sequenceNumber));
      return 'taken';
    },
  });
  return { inbox, delivered, acknowledged };
}

test('whatever the order and however often messages come, each is handed on once, in order', () => {
  const arrivals = fc
    .integer({ min: 1, max: 30 })
    .chain((count) =>
      fc.tuple(
        fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
        fc.array(fc.nat(count - 1), { maxLength: 30 }),
      ),
    );
  fc.assert(
    fc.property(arrivals, ([once, again]) => {
      const { inbox, delivered, acknowledged } = record(clientHabits.careful);
      for (const sequence of [...again, ...once]) inbox.receive(message(sequence));
      expect(delivered).toEqual([...once].sort((a, b) => a - b));
      expect(acknowledged.length).toBe(once.length + again.length);
    }),
  );
});

test('a refused message is not acknowledged and is taken when it comes again', () => {
  let ready = false;
  const { inbox, delivered, acknowledged } = record(clientHabits.careful, () => !ready);
  inbox.receive(message(0));
  inbox.receive(message(1));
  expect(acknowledged).toEqual([1]);
  ready = true;
  inbox.receive(message(0));
  expect(delivered).toEqual([0, 1]);
  expect(acknowledged).toEqual([1, 0]);
});

test("with the habits of AWS's plugin an old message is dropped without a word", () => {
  const { inbox, acknowledged } = record(clientHabits['aws-plugin']);
  inbox.receive(message(0));
  inbox.receive(message(0));
  expect(acknowledged).toEqual([0]);
});

test('a full reorder room drops without acknowledging', () => {
  const { inbox, acknowledged } = record({ acknowledgesOld: true, roomMax: 2 });
  for (const sequence of [3, 1, 2, 1]) inbox.receive(message(sequence));
  expect(acknowledged).toEqual([3, 1, 1]);
});

import { describe, expect, test } from 'vitest';
import { CastError, readCast } from './cast-file';

const file = (...lines: unknown[]) => `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
const head = { version: 2, width: 80, height: 24 };

describe('a foreign file', () => {
  test('of version 3 counts each event from the one before, and may hold comments', () => {
    const text = `${JSON.stringify({ version: 3, term: { cols: 90, rows: 20, type: 'xterm' } })}\n# note\n${file(
      [0.5, 'o', 'a'],
      [0.5, 'r', '100x30'],
      [1, 'm', 'here'],
      [1, 'x', '0'],
    )}`;
    expect(readCast(text)).toMatchObject({
      cols: 90,
      rows: 20,
      seconds: 3,
      events: [
        { atSeconds: 0.5, is: 'output', text: 'a' },
        { atSeconds: 1, is: 'size', cols: 100, rows: 30 },
        { atSeconds: 2, is: 'mark', label: 'here' },
      ],
    });
  });

  test('whose clock steps back is played in its order', () => {
    expect(
      readCast(file(head, [2, 'o', 'a'], [1, 'o', 'b'])).events.map(({ atSeconds }) => atSeconds),
    ).toEqual([2, 2]);
  });

  test('cut off in the middle of a line is played up to there', () => {
    expect(readCast(`${file(head, [1, 'o', 'a'])}[2, "o", "b`).events).toHaveLength(1);
  });

  test.each([
    ['not a cast', 'Line 1: Not an asciicast file'],
    [file({ version: 1, width: 80, height: 24 }), 'Line 1: Version 1 is not known'],
    [file({ ...head, width: 0 }), 'Line 1: The header is wrong at width'],
    [file({ ...head, height: 1e9 }), 'Line 1: The header is wrong at height'],
    [file(head, { o: 1 }, [1, 'o', 'a']), 'Line 2: Not an event'],
    [file(head, [1, 'r', '80x999999']), 'Line 2: "80x999999" is no size'],
    [file(head, [1e300, 'o', 'a'], [1, 'o', 'b']), 'Line 2: Not an event'],
  ])('that is wrong says where and how: %s', (text, message) => {
    expect(() => readCast(text)).toThrow(CastError);
    expect(() => readCast(text)).toThrow(message);
  });
});

import { expect, test } from 'vitest';
import { readCast } from '../player/cast-file';
import { Recorder, recordingCharsMax } from './recorder';

const bytes = (text: string) => new TextEncoder().encode(text);

function recording(change: Partial<ConstructorParameters<typeof Recorder>[0]> = {}) {
  const clock = { nowMs: 1_700_000_000_000, filled: 0 };
  const recorder = new Recorder({
    nowMs: () => clock.nowMs,
    size: { cols: 80, rows: 24 },
    title: 'web-3',
    withInput: false,
    screen: '',
    onFull: () => {
      clock.filled += 1;
    },
    ...change,
  });
  return { recorder, clock };
}

test('a recording is an asciicast file that the player reads', () => {
  const { recorder, clock } = recording({ screen: 'before' });
  clock.nowMs += 1500;
  recorder.output(bytes('héllo\r\n'));
  recorder.resized({ cols: 100, rows: 30 });
  const cast = readCast(recorder.text());
  expect(cast).toMatchObject({ cols: 80, rows: 24, title: 'web-3' });
  expect(cast.events).toEqual([
    { atSeconds: 0, is: 'output', text: 'before' },
    { atSeconds: 1.5, is: 'output', text: 'héllo\r\n' },
    { atSeconds: 1.5, is: 'size', cols: 100, rows: 30 },
  ]);
});

test('what a person types is left out unless asked for', () => {
  const silent = recording().recorder;
  silent.typed(bytes('secret'));
  expect(silent.text()).not.toContain('secret');
  const asked = recording({ withInput: true }).recorder;
  asked.typed(bytes('secret'));
  expect(asked.text()).toContain('"i","secret"');
});

test('a character cut in two by the wire is one in the file', () => {
  const { recorder } = recording();
  const [first, ...rest] = bytes('漢');
  recorder.output(Uint8Array.of(first ?? 0));
  recorder.output(Uint8Array.from(rest));
  expect(readCast(recorder.text()).events).toEqual([{ atSeconds: 0, is: 'output', text: '漢' }]);
});

test('a flood ends the recording at its bound, once, and leaves a whole file', () => {
  const { recorder, clock } = recording();
  const chunk = bytes('x'.repeat(1_000_000));
  for (let at = 0; at < recordingCharsMax / 1_000_000 + 5; at += 1) recorder.output(chunk);
  expect(clock.filled).toBe(1);
  expect(recorder.facts.full).toBe(true);
  expect(recorder.text().length).toBeLessThanOrEqual(recordingCharsMax + 100);
  expect(readCast(recorder.text()).events.length).toBe(31);
});

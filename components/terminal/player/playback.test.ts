import { expect, test } from 'vitest';
import type { Cast } from './cast-file';
import { findInCast } from './find-in-cast';
import { Playback, withoutPauses } from './playback';

const cast: Cast = {
  cols: 80,
  rows: 24,
  title: '',
  recordedAtMs: null,
  seconds: 10,
  events: [
    { atSeconds: 1, is: 'output', text: 'one ' },
    { atSeconds: 2, is: 'output', text: 'two ' },
    { atSeconds: 2, is: 'size', cols: 100, rows: 30 },
    { atSeconds: 9, is: 'output', text: 'th\x1b[31mree' },
  ],
};

/** A world whose time goes on only when told. */
function playing(what = cast) {
  const clock = { nowMs: 0, timers: [] as { atMs: number; run: () => void }[] };
  const screen: string[] = [];
  const playback = new Playback(what, {
    nowMs: () => clock.nowMs,
    after(ms, run) {
      const timer = { atMs: clock.nowMs + ms, run };
      clock.timers.push(timer);
      return () => {
        clock.timers = clock.timers.filter((each) => each !== timer);
      };
    },
    screen: {
      reset: (cols, rows) => void screen.splice(0, screen.length, `${cols}x${rows}`),
      resize: (cols, rows) => void screen.push(`${cols}x${rows}`),
      write: (text) => void screen.push(text),
    },
  });
  const pass = (ms: number) => {
    const endMs = clock.nowMs + ms;
    for (;;) {
      const next = clock.timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      clock.timers = clock.timers.filter((each) => each !== next);
      clock.nowMs = Math.max(clock.nowMs, next.atMs);
      next.run();
    }
    clock.nowMs = endMs;
  };
  return { playback, screen, pass };
}

test('each event is drawn at its time, and speed divides it', () => {
  const { playback, screen, pass } = playing();
  playback.play();
  pass(1_500);
  expect(screen).toEqual(['80x24', 'one ']);
  playback.speed(4);
  pass(500);
  expect(screen).toEqual(['80x24', 'one ', 'two ', '100x30']);
  pass(10_000);
  expect(playback.getState()).toEqual({ atSeconds: 10, playing: false, speed: 4 });
});

test('seeking forwards draws what lies between, backwards everything again', () => {
  const { playback, screen } = playing();
  playback.seek(9.5);
  expect(screen).toEqual(['80x24', 'one two ', '100x30', 'th\x1b[31mree']);
  playback.seek(1.2);
  expect(screen).toEqual(['80x24', 'one ']);
  playback.seek(99);
  expect(playback.getState().atSeconds).toBe(10);
});

test('a pause holds the time, and playing again after the end begins anew', () => {
  const { playback, screen, pass } = playing();
  playback.play();
  pass(1_200);
  playback.pause();
  pass(60_000);
  expect(playback.getState()).toMatchObject({ atSeconds: 1.2, playing: false });
  playback.seek(10);
  playback.play();
  expect(screen).toEqual(['80x24']);
});

test('long pauses can be cut, at the end too', () => {
  const short = withoutPauses(cast, 2);
  expect(short.events.map(({ atSeconds }) => atSeconds)).toEqual([1, 2, 2, 4]);
  expect(short.seconds).toBe(5);
});

test('search finds text over events and colours, after a time, and comes round', () => {
  expect(findInCast(cast, 'one two', 0)).toBe(1);
  expect(findInCast(cast, 'THREE', 0)).toBe(9);
  expect(findInCast(cast, 'one', 5)).toBe(1);
  expect(findInCast(cast, 'four', 0)).toBeNull();
});

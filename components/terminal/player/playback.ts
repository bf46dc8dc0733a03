import type { Cast, CastEvent } from './cast-file';

/** What a recording is drawn on. */
export interface PlaybackScreen {
  /** Empty, at this size. */
  reset(cols: number, rows: number): void;
  resize(cols: number, rows: number): void;
  write(text: string): void;
}

export interface PlaybackParts {
  readonly screen: PlaybackScreen;
  readonly nowMs: () => number;
  /** Runs once after `ms`; the function it returns cancels. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** A new object at each change. */
export interface PlaybackState {
  readonly atSeconds: number;
  readonly playing: boolean;
  readonly speed: number;
}

export const speeds = [0.5, 1, 2, 4, 8, 16] as const;
/** How often the time moves on while nothing is drawn. */
const tickMs = 250;

/** Plays one cast. Plain: clock, timers and screen are handed in. */
export class Playback {
  readonly cast: Cast;
  readonly #parts: PlaybackParts;
  readonly #listeners = new Set<() => void>();
  #state: PlaybackState = { atSeconds: 0, playing: false, speed: 1 };
  /** Events before this one are on the screen. */
  #next = 0;
  /** Where and when the clock last began to run. */
  #base = { atSeconds: 0, nowMs: 0 };
  #cancel: () => void = () => undefined;

  constructor(cast: Cast, parts: PlaybackParts) {
    this.cast = cast;
    this.#parts = parts;
    parts.screen.reset(cast.cols, cast.rows);
    this.#drawTo(0);
  }

  readonly getState = (): PlaybackState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** From the start again when it is over. */
  play(): void {
    if (this.#state.playing) return;
    if (this.#state.atSeconds >= this.cast.seconds) this.seek(0);
    this.#begin();
    this.#set({ playing: true });
    this.#wait();
  }

  pause(): void {
    this.#cancel();
    if (this.#state.playing) this.#set({ playing: false, atSeconds: this.#nowSeconds() });
  }

  speed(speed: number): void {
    const atSeconds = this.#state.playing ? this.#nowSeconds() : this.#state.atSeconds;
    this.#set({ speed, atSeconds });
    if (this.#state.playing) this.#goOn();
  }

  /** Anywhere; backwards draws everything from the start again. */
  seek(seconds: number): void {
    const atSeconds = Math.min(Math.max(0, seconds), this.cast.seconds);
    if (atSeconds < this.#state.atSeconds) {
      this.#next = 0;
      this.#parts.screen.reset(this.cast.cols, this.cast.rows);
    }
    this.#drawTo(atSeconds);
    this.#set({ atSeconds });
    if (this.#state.playing) this.#goOn();
  }

  end(): void {
    this.#cancel();
    this.#listeners.clear();
  }

  #goOn(): void {
    this.#cancel();
    this.#begin();
    this.#wait();
  }

  #begin(): void {
    this.#base = { atSeconds: this.#state.atSeconds, nowMs: this.#parts.nowMs() };
  }

  #nowSeconds(): number {
    const { atSeconds, nowMs } = this.#base;
    const passed = ((this.#parts.nowMs() - nowMs) / 1000) * this.#state.speed;
    return Math.min(atSeconds + passed, this.cast.seconds);
  }

  #wait(): void {
    const next = this.cast.events[this.#next]?.atSeconds ?? this.cast.seconds;
    const ms = Math.max(0, ((next - this.#nowSeconds()) / this.#state.speed) * 1000);
    this.#cancel = this.#parts.after(Math.min(ms, tickMs), () => this.#tick());
  }

  #tick(): void {
    const atSeconds = this.#nowSeconds();
    this.#drawTo(atSeconds);
    const playing = atSeconds < this.cast.seconds;
    this.#set({ atSeconds, playing });
    if (playing) this.#wait();
  }

  /** Text of several events goes in one write. */
  #drawTo(atSeconds: number): void {
    let text = '';
    for (; ; this.#next += 1) {
      const event = this.cast.events[this.#next];
      if (!event || event.atSeconds > atSeconds) break;
      if (event.is === 'output') text += event.text;
      if (event.is !== 'size') continue;
      if (text !== '') this.#parts.screen.write(text);
      text = '';
      this.#parts.screen.resize(event.cols, event.rows);
    }
    if (text !== '') this.#parts.screen.write(text);
  }

  #set(change: Partial<PlaybackState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The same cast with every pause at most so long. */
export function withoutPauses(cast: Cast, pauseSecondsMax: number): Cast {
  let before = 0;
  let cut = 0;
  const events = cast.events.map((event): CastEvent => {
    cut += Math.max(0, event.atSeconds - before - pauseSecondsMax);
    before = event.atSeconds;
    return { ...event, atSeconds: event.atSeconds - cut };
  });
  cut += Math.max(0, cast.seconds - before - pauseSecondsMax);
  return { ...cast, events, seconds: cast.seconds - cut };
}

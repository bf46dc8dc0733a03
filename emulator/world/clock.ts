/** Longer timers fire at once in Node: 32-bit milliseconds. */
const timerMsMax = 0x7fff_ffff;

interface Alarm {
  readonly atMs: number;
  readonly run: () => void;
  timer: NodeJS.Timeout | undefined;
}

/**
 * The world's time. `now()` is world time in epoch milliseconds: `POST /_emulator/clock` moves it.
 * Signatures, tokens and certificates are judged by `signatureNow()`, which never moves, because the
 * caller's own clock did not move either.
 */
export class Clock {
  #offsetMs = 0;
  readonly #alarms = new Set<Alarm>();

  constructor(private readonly source: () => number = Date.now) {}

  now(): number {
    return this.source() + this.#offsetMs;
  }

  signatureNow(): number {
    return this.source();
  }

  /** Moves world time on by `ms` (never back: AWS's clocks do not run backwards either). */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError('World time only moves forward.');
    this.#offsetMs += ms;
    for (const alarm of [...this.#alarms].sort((a, b) => a.atMs - b.atMs)) this.#ring(alarm);
  }

  /**
   * Runs `run` once when world time reaches `atMs`: by waiting, or at once when the clock is moved past it.
   * Returns what takes the alarm back. Never keeps the process alive.
   */
  wakeAt(atMs: number, run: () => void): () => void {
    const alarm: Alarm = { atMs, run, timer: undefined };
    this.#alarms.add(alarm);
    this.#arm(alarm);
    return () => this.#drop(alarm);
  }

  #arm(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    clearTimeout(alarm.timer);
    alarm.timer = setTimeout(
      () => this.#ring(alarm),
      Math.min(Math.max(0, alarm.atMs - this.now()), timerMsMax),
    );
    alarm.timer.unref();
  }

  /** Rings when due; otherwise waits on, by the clock as it is now. */
  #ring(alarm: Alarm): void {
    if (!this.#alarms.has(alarm)) return;
    if (alarm.atMs > this.now()) {
      this.#arm(alarm);
      return;
    }
    this.#drop(alarm);
    alarm.run();
  }

  #drop(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    this.#alarms.delete(alarm);
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  restore(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }
}

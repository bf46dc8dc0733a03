/** Wrong passwords allowed per window: enough for fingers, useless for guessing a made password. */
const failuresMax = 20;
const windowMs = 60_000;

/** Counts wrong passwords over all people (the whole emulator has one password), in real time. */
export class LoginAttempts {
  #failedAtMs: number[] = [];

  constructor(private readonly nowMs: () => number = Date.now) {}

  /** Seconds until the next attempt is looked at; 0 when it may be made now. */
  waitSeconds(): number {
    const since = this.nowMs() - windowMs;
    this.#failedAtMs = this.#failedAtMs.filter((at) => at > since);
    const oldest = this.#failedAtMs.at(-failuresMax);
    return oldest === undefined ? 0 : Math.ceil((oldest - since) / 1000);
  }

  failed(): void {
    this.#failedAtMs.push(this.nowMs());
  }
}

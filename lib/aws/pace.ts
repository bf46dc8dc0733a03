/** How a service of an account and Region is being called, when AWS asked to slow down. */
export interface SlowedDown {
  /** Calls a second that are let through now. */
  readonly perSecond: number;
}

/** AWS's control planes stand this much at once from one caller without throttling (SSM's default read rates). */
const inFlightMax = 10;
const slowestPerSecond = 1;
/** Speed is found again by one call a second, each second without a refusal (additive increase). */
const regainPerSecond = 1;
const fullSpeedPerSecond = 20;

/**
 * The pace of one service in one account and Region, shared by everybody here: AWS counts per account, not per person. Full
 * speed until AWS throttles; then half, and from there up again a little every second (as TCP does).
 */
export class Pace {
  private inFlight = 0;
  private perSecond = Number.POSITIVE_INFINITY;
  private nextAtMs = 0;
  private regainedAtMs = 0;
  private throttledAtMs = Number.NEGATIVE_INFINITY;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly now: () => number = () => Date.now()) {}

  /** Waits for a turn. The answer ends it and must be called exactly once. */
  async turn(): Promise<() => void> {
    if (this.inFlight >= inFlightMax) await new Promise<void>((go) => this.waiting.push(go));
    else this.inFlight += 1;
    await this.pause();
    return () => {
      const next = this.waiting.shift();
      if (next) next();
      else this.inFlight -= 1;
    };
  }

  /** AWS said that this was too fast. Several refusals of one second count once. */
  slowDown(): void {
    const now = this.now();
    if (now - this.throttledAtMs < 1000) return;
    this.regain();
    this.perSecond = Math.max(slowestPerSecond, Math.min(this.perSecond, fullSpeedPerSecond) / 2);
    this.throttledAtMs = now;
    this.regainedAtMs = now;
  }

  /** Null at full speed. */
  slowed(): SlowedDown | null {
    this.regain();
    return Number.isFinite(this.perSecond) ? { perSecond: Math.round(this.perSecond) } : null;
  }

  private regain(): void {
    if (!Number.isFinite(this.perSecond)) return;
    const quietSeconds = Math.floor((this.now() - this.regainedAtMs) / 1000);
    if (quietSeconds < 1) return;
    this.perSecond += quietSeconds * regainPerSecond;
    this.regainedAtMs += quietSeconds * 1000;
    if (this.perSecond >= fullSpeedPerSecond) this.perSecond = Number.POSITIVE_INFINITY;
  }

  private async pause(): Promise<void> {
    this.regain();
    if (!Number.isFinite(this.perSecond)) return;
    const now = this.now();
    const at = Math.max(now, this.nextAtMs);
    this.nextAtMs = at + 1000 / this.perSecond;
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  }
}

import { paceHeader, readPace, type SlowPlace } from './pace-header';

/** Without news of it for this long, a place counts as back at full speed. */
const staleAfterMs = 10_000;

/** What the answers said about AWS's throttling, for pages to show: "going on at 5 a second". */
export class SlowPlaces {
  private places: readonly SlowPlace[] = [];
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read = (): readonly SlowPlace[] => this.places;

  /** Called with every answer's headers. */
  hear(headers: Headers): void {
    const slow = readPace(headers.get(paceHeader));
    if (!slow) return;
    const others = this.places.filter(
      (place) => place.account !== slow.account || place.region !== slow.region,
    );
    this.set([...others, slow]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.set([]), staleAfterMs);
  }

  private set(places: readonly SlowPlace[]): void {
    this.places = places;
    for (const listener of this.listeners) listener();
  }
}

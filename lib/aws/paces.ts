import { placeKey, type Scope } from '@/lib/kernel/scope';
import type { ServiceName } from './endpoints';
import { Pace, type SlowedDown } from './pace';

/**
 * The paces of all accounts, Regions and services: AWS counts each service apart, so CloudTrail's two calls a
 * second must not slow a listing of nodes.
 */
export class Paces {
  private readonly byPlace = new Map<string, Map<ServiceName, Pace>>();

  constructor(private readonly now?: () => number) {}

  of(place: Pick<Scope, 'account' | 'region'>, service: ServiceName): Pace {
    const key = placeKey(place);
    const services = this.byPlace.get(key) ?? new Map<ServiceName, Pace>();
    this.byPlace.set(key, services);
    const pace = services.get(service) ?? new Pace(this.now);
    services.set(service, pace);
    return pace;
  }

  /** The slowest service of a place that AWS throttles, or null when none is. */
  slowed(place: Pick<Scope, 'account' | 'region'>): SlowedDown | null {
    const all = [...(this.byPlace.get(placeKey(place))?.values() ?? [])];
    const slow = all.flatMap((pace) => pace.slowed() ?? []);
    return slow.sort((a, b) => a.perSecond - b.perSecond)[0] ?? null;
  }
}

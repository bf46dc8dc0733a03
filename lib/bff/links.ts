import { httpLink, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { ListLane } from './list-lane';
import type { SlowPlaces } from './slow-places';

/** Who this page shows as signed in; sent with every call so that another person's cookie is refused. */
export interface PagePerson {
  sub: string | null;
}

/** Reads go through the lane; mutations pass it by. */
const lanes = <R extends AnyTRPCRouter>(): TRPCLink<R> => {
  const lane = new ListLane();
  return () =>
    ({ op, next }) =>
      op.type === 'query' ? throughLane(lane, () => next(op)) : next(op);
};

const throughLane = <T, E>(lane: ListLane, start: () => ReturnType<typeof observable<T, E>>) =>
  observable<T, E>((observer) => {
    let inner: { unsubscribe(): void } | undefined;
    const leave = lane.enter(() => {
      inner = start().subscribe({
        next: (value) => observer.next(value),
        error: (error) => {
          leave();
          observer.error(error);
        },
        complete: () => {
          leave();
          observer.complete();
        },
      });
    });
    return () => {
      leave();
      inner?.unsubscribe();
    };
  });

/** The way to the BFF: one POST a call, no batching (a slow Region must not hold a fast one back). */
export const bffLinks = <R extends AnyTRPCRouter>(
  person: PagePerson,
  slow: SlowPlaces,
  fetch = globalThis.fetch,
) => [
  lanes<R>(),
  httpLink<AnyTRPCRouter>({
    url: '/api/trpc',
    methodOverride: 'POST',
    fetch: async (input, init) => {
      const answer = await fetch(input, { ...init, signal: init?.signal ?? null, cache: 'no-store' });
      slow.hear(answer.headers);
      return answer;
    },
    headers: () => ({
      'x-quarterdeck': '1',
      ...(person.sub === null ? {} : { 'x-quarterdeck-person': encodeURIComponent(person.sub) }),
    }),
  }),
];

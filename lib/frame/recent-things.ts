import { z } from 'zod';

const recentThing = z.object({ label: z.string(), hint: z.string(), href: z.string() });
export type RecentThing = z.infer<typeof recentThing>;

const storageKey = 'quarterdeck-recent';
const recentMax = 8;

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** Things this tab's person opened lately, newest first: for the palette. In session storage: gone with the tab. */
export function recentThings(storage: Store): readonly RecentThing[] {
  try {
    return z.array(recentThing).safeParse(JSON.parse(storage.getItem(storageKey) ?? '[]')).data ?? [];
  } catch {
    return [];
  }
}

export function rememberThing(storage: Store, thing: RecentThing): void {
  const others = recentThings(storage).filter(({ href }) => href !== thing.href);
  try {
    storage.setItem(storageKey, JSON.stringify([thing, ...others].slice(0, recentMax)));
  } catch {
    // forbidden or full: the palette then shows none
  }
}

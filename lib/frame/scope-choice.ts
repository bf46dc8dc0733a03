import { z } from 'zod';
import type { OfferedPlace } from '../bff/me/contract';
import { placeKey, type Scope } from '../kernel/scope';

/**
 * Where a person looks, and with which role at each place. Kept per person in their browser: roles never travel
 * in links, so a link can never raise one.
 */
const scopeChoice = z.object({
  /** placeKeys chosen for listings. */
  places: z.array(z.string()),
  /** placeKey → the name of the role in force there. */
  roles: z.record(z.string(), z.string()),
  /** Earlier choices, newest first. */
  recent: z.array(z.object({ places: z.array(z.string()), roles: z.record(z.string(), z.string()) })),
});
export type ScopeChoice = z.infer<typeof scopeChoice>;

export const noChoice: ScopeChoice = { places: [], roles: {}, recent: [] };

/** More would need a list of its own to search in. */
const recentMax = 4;

export const choiceText = (choice: ScopeChoice): string => JSON.stringify(choice);

/** What was stored, or null where nothing readable was. */
export function choiceOf(text: string | null): ScopeChoice | null {
  if (text === null) return null;
  try {
    return scopeChoice.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * The first visit in this browser: everywhere, with the first role that the configuration lists for each place. The
 * configuration's order decides, never a link; afterwards the person's own choice does.
 */
export const firstChoice = (offered: readonly OfferedPlace[]): ScopeChoice => ({
  ...noChoice,
  places: offered.map(placeKey),
  roles: Object.fromEntries(
    offered.flatMap((place) => (place.roles[0] ? [[placeKey(place), place.roles[0].name]] : [])),
  ),
});

/** The role in force at a place: the one taken, while it is still granted, else the only one offered. */
export function roleInForce(choice: ScopeChoice, place: OfferedPlace): string | null {
  const taken = choice.roles[placeKey(place)];
  if (place.roles.some(({ name }) => name === taken)) return taken ?? null;
  return place.roles.length === 1 ? (place.roles[0]?.name ?? null) : null;
}

/** The scopes that listings read, in the order of the configuration. Places no longer granted are left out. */
export function chosenScopes(choice: ScopeChoice, offered: readonly OfferedPlace[]): readonly Scope[] {
  return offered.flatMap((place) => {
    const role = choice.places.includes(placeKey(place)) ? roleInForce(choice, place) : null;
    return role === null ? [] : [{ account: place.account, region: place.region, role }];
  });
}

const without = (choice: ScopeChoice, keys: readonly string[]): ScopeChoice => ({
  ...choice,
  places: choice.places.filter((key) => !keys.includes(key)),
});

/** Adds or removes places. A place whose role is not decided yet cannot be added this way: its role is pressed. */
export function setPlaces(
  choice: ScopeChoice,
  places: readonly OfferedPlace[],
  chosen: boolean,
): ScopeChoice {
  const keys = places.map(placeKey);
  const rest = without(choice, keys);
  if (!chosen) return rest;
  const ready = places.filter((place) => roleInForce(choice, place) !== null);
  return { ...choice, places: [...rest.places, ...ready.map(placeKey)] };
}

/** One press: this role is in force there from now on, and the place is looked at. */
export function takeRole(choice: ScopeChoice, place: OfferedPlace, role: string): ScopeChoice {
  const key = placeKey(place);
  return {
    ...choice,
    roles: { ...choice.roles, [key]: role },
    places: [...choice.places.filter((other) => other !== key), key],
  };
}

const sameRecent = (a: Pick<ScopeChoice, 'places' | 'roles'>, b: Pick<ScopeChoice, 'places' | 'roles'>) =>
  [...a.places].sort().join() === [...b.places].sort().join() &&
  a.places.every((key) => a.roles[key] === b.roles[key]);

/** Remembers what was in force before a change, unless it is there already. */
export function remember(choice: ScopeChoice, before: ScopeChoice): ScopeChoice {
  if (before.places.length === 0 || sameRecent(choice, before)) return choice;
  const earlier = { places: before.places, roles: before.roles };
  const others = choice.recent.filter(
    (recent) => !sameRecent(recent, earlier) && !sameRecent(recent, choice),
  );
  return { ...choice, recent: [earlier, ...others].slice(0, recentMax) };
}

/** Goes back to an earlier choice. */
export const recall = (choice: ScopeChoice, recent: ScopeChoice['recent'][number]): ScopeChoice =>
  remember({ ...choice, places: recent.places, roles: { ...choice.roles, ...recent.roles } }, choice);

'use client';
import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { Me, OfferedPlace } from '../bff/me/contract';
import { placeKey, type Scope } from '../kernel/scope';
import { roleInForce } from './scope-choice';
import { ScopeStore } from './scope-store';

interface SignedIn {
  readonly me: Me;
  readonly store: ScopeStore;
}
const SignedInContext = createContext<SignedIn | null>(null);

/** Everything under it belongs to this person: their offers, their chosen scopes. */
export function SignedInProvider({ me, children }: { me: Me; children: ReactNode }) {
  // The store is made once: offers that change at a later refresh are taken with the next page load.
  const [store] = useState(() => new ScopeStore(me.person.sub, me.scopes, localStorage));
  const value = useMemo(() => ({ me, store }), [me, store]);
  return <SignedInContext value={value}>{children}</SignedInContext>;
}

function useSignedIn(): SignedIn {
  const value = useContext(SignedInContext);
  if (!value) throw new Error('Only pages of the console know who is signed in.');
  return value;
}

export const useMe = (): Me => useSignedIn().me;

export const useScopeStore = (): ScopeStore => useSignedIn().store;

/** The scopes that listing pages read now; the same array until the person changes them. */
export function useScopes(): readonly Scope[] {
  const { store } = useSignedIn();
  return useSyncExternalStore(store.subscribe, store.getScopes, store.getScopes);
}

/** What a link to one place can be opened with. */
export type ScopeAt =
  | { readonly state: 'ready'; readonly scope: Scope }
  /** Granted, with several roles and none in force: the page asks, in words. */
  | { readonly state: 'choose'; readonly place: OfferedPlace }
  | { readonly state: 'none' };

/** The scope for one place, if a role is in force there. A link never takes a role by itself. */
export function useScopeAt(account: string, region: string): ScopeAt {
  const { me, store } = useSignedIn();
  const choice = useSyncExternalStore(store.subscribe, store.getChoice, store.getChoice);
  return useMemo(() => {
    const place = me.scopes.find((offered) => placeKey(offered) === placeKey({ account, region }));
    if (!place) return { state: 'none' };
    const role = roleInForce(choice, place);
    return role === null ? { state: 'choose', place } : { state: 'ready', scope: { account, region, role } };
  }, [me, choice, account, region]);
}

'use client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { problemOf, useBffCalls } from '@/lib/bff/client';
import { useScopes } from '@/lib/frame/signed-in';
import { useSignInCondition } from '@/lib/frame/use-pulse';
import { placeKey, type Scope } from '@/lib/kernel/scope';
import type { ParameterRow } from '../contract';
import type { ParametersRouter } from '../server/router';
import { PlainValues } from './plain-values';
import { type Listing, ScopedListing } from './scoped-listing';

/** A parameter with the scope it was read in: what is done to it is done there. */
export interface ScopedParameter extends ParameterRow {
  readonly scope: Scope;
  /** Unique over all scopes. */
  readonly id: string;
}

export const scopedParameter = (row: ParameterRow, scope: Scope): ScopedParameter => ({
  ...row,
  scope,
  id: `${placeKey(scope)}|${row.name}`,
});

/** What pages, table and palette share of one browser page. */
export interface ParameterStore {
  readonly listing: ScopedListing<ParameterRow, ScopedParameter>;
  readonly values: PlainValues;
}

const stores = new WeakMap<QueryClient, ParameterStore>();

const asProblem = (error: unknown): never => {
  throw problemOf(error);
};

/** One store per query client, that is per signed-in page. */
export function useParameterStore(): ParameterStore {
  const client = useQueryClient();
  const { parameters } = useBffCalls<{ parameters: ParametersRouter }>();
  const known = stores.get(client);
  if (known) return known;
  const made: ParameterStore = {
    listing: new ScopedListing({
      read: (scope, next) => parameters.list.query({ scope, next }).catch(asProblem),
      itemOf: scopedParameter,
      now: Date.now,
    }),
    values: new PlainValues({
      read: (scope, names) => parameters.values.query({ scope, names: [...names] }).catch(asProblem),
      soon: (call) => setTimeout(call),
    }),
  };
  stores.set(client, made);
  return made;
}

/** The parameters of the person's chosen scopes, being read while this is mounted. */
export function useParameters(): Listing<ScopedParameter> {
  const { listing, values } = useParameterStore();
  const scopes = useScopes();
  const condition = useSignInCondition();
  useEffect(() => listing.show(scopes), [listing, scopes]);
  // Signed in again: what an expired sign-in cut off goes on.
  useEffect(() => {
    if (condition !== 'good') return;
    listing.resume((problem) => problem?.code === 'expired' || problem?.code === 'signed-out');
    values.forgetFailures();
  }, [listing, values, condition]);
  return useLoadedParameters();
}

/** What is loaded already, without asking for anything. */
export function useLoadedParameters(): Listing<ScopedParameter> {
  const { listing } = useParameterStore();
  return useSyncExternalStore(listing.subscribe, listing.get, listing.get);
}

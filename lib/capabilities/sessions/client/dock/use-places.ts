'use client';
import { useCallback } from 'react';
import { accountColour } from '@/lib/frame/account-colour';
import { accountName, roleLabel } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import type { Scope } from '@/lib/kernel/scope';

/** Words and colour for where a shell is, from the config: so that production never looks like staging. */
export interface Place {
  readonly account: string;
  readonly role: string;
  /** Any CSS colour. */
  readonly colour: string;
}

export function usePlaces(): (scope: Scope) => Place {
  const { scopes } = useMe();
  return useCallback(
    (scope: Scope): Place => ({
      account: accountName(scope.account, scopes),
      role: roleLabel(scope, scopes),
      colour: accountColour(scopes.find(({ account }) => account === scope.account)?.colour ?? 'grey'),
    }),
    [scopes],
  );
}

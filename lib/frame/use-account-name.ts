'use client';
import { useCallback } from 'react';
import { accountName } from './scope-words';
import { useMe } from './signed-in';

/** An account's name as the configuration has it, else its id: what every listing calls it. Keeps its identity. */
export function useAccountName(): (account: string) => string {
  const { scopes } = useMe();
  return useCallback((account: string) => accountName(account, scopes), [scopes]);
}

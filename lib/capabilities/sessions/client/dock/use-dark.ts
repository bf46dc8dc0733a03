'use client';
import { useSyncExternalStore } from 'react';

/** The class the frame puts on the body while the page is dark, whoever or whatever decided that. */
const darkClass = 'awsui-dark-mode';

const subscribe = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
};

export const useDark = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => document.body.classList.contains(darkClass),
    () => false,
  );

'use client';
import { useCallback, useState } from 'react';

export type Density = 'comfortable' | 'compact';

/** Row heights in pixels: fixed, so that the place of every row is known without drawing it. */
export const rowPixels: Record<Density, number> = { comfortable: 40, compact: 32 };

const densityKey = 'quarterdeck-density';

const stored = (): Density => {
  try {
    return localStorage.getItem(densityKey) === 'comfortable' ? 'comfortable' : 'compact';
  } catch {
    return 'compact'; // storage can be forbidden; then the choice lasts as long as the page
  }
};

/** One density for all tables of this browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, remember] = useState(stored);
  const set = useCallback((next: Density) => {
    remember(next);
    try {
      localStorage.setItem(densityKey, next);
    } catch {
      // forbidden storage: see above
    }
  }, []);
  return [density, set];
}

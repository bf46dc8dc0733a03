import type { ITheme } from '@xterm/xterm';
import { highContrast, solarizedDark, solarizedLight } from './other-palettes';
import { dark, light } from './page-palettes';

/** In the order of the menu. `page`: light or dark as the page is. */
export const paletteNames = [
  'page',
  'dark',
  'light',
  'high-contrast',
  'solarized-dark',
  'solarized-light',
] as const;
export type PaletteName = (typeof paletteNames)[number];

const palettes: Record<Exclude<PaletteName, 'page'>, ITheme> = {
  dark,
  light,
  'high-contrast': highContrast,
  'solarized-dark': solarizedDark,
  'solarized-light': solarizedLight,
};

export const terminalTheme = (name: PaletteName, pageIsDark: boolean): ITheme =>
  palettes[name === 'page' ? (pageIsDark ? 'dark' : 'light') : name];

import type { ITheme } from '@xterm/xterm';

/** Each colour at least 7 to 1 against black (WCAG 2.2, contrast enhanced). */
export const highContrast: ITheme = {
  background: '#000000',
  foreground: '#ffffff',
  cursor: '#ffff00',
  cursorAccent: '#000000',
  selectionBackground: '#ffffff',
  selectionForeground: '#000000',
  selectionInactiveBackground: '#c0c0c0',
  scrollbarSliderBackground: '#ffffff80',
  scrollbarSliderHoverBackground: '#ffffffb0',
  scrollbarSliderActiveBackground: '#ffffff',
  black: '#a0a0a0',
  red: '#ff8f8f',
  green: '#4ee44e',
  yellow: '#ffff00',
  blue: '#8fb8ff',
  magenta: '#ff9cff',
  cyan: '#00ffff',
  white: '#ffffff',
  brightBlack: '#b8b8b8',
  brightRed: '#ffb3b3',
  brightGreen: '#8aff8a',
  brightYellow: '#ffff80',
  brightBlue: '#b8d4ff',
  brightMagenta: '#ffc2ff',
  brightCyan: '#80ffff',
  brightWhite: '#ffffff',
};

/** Ethan Schoonover's Solarized: its sixteen colours in the places its own terminal files give them. */
const solarized: ITheme = {
  black: '#073642',
  red: '#dc322f',
  green: '#859900',
  yellow: '#b58900',
  blue: '#268bd2',
  magenta: '#d33682',
  cyan: '#2aa198',
  white: '#eee8d5',
  brightBlack: '#586e75',
  brightRed: '#cb4b16',
  brightGreen: '#586e75',
  brightYellow: '#657b83',
  brightBlue: '#839496',
  brightMagenta: '#6c71c4',
  brightCyan: '#93a1a1',
  brightWhite: '#fdf6e3',
};

export const solarizedDark: ITheme = {
  ...solarized,
  background: '#002b36',
  foreground: '#93a1a1',
  cursor: '#93a1a1',
  cursorAccent: '#002b36',
  selectionBackground: '#0b4a5a',
  selectionInactiveBackground: '#073642',
};

export const solarizedLight: ITheme = {
  ...solarized,
  background: '#fdf6e3',
  foreground: '#586e75',
  cursor: '#586e75',
  cursorAccent: '#fdf6e3',
  selectionBackground: '#d5cdb6',
  selectionInactiveBackground: '#eee8d5',
};

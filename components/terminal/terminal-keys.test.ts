import { expect, test } from 'vitest';
import { type Platform, terminalKey } from './terminal-keys';

const pressed = (chord: string, platform: Platform, hasSelection = false) => {
  const parts = chord.split('+');
  const key = parts.at(-1) ?? '';
  return terminalKey(
    {
      key,
      code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
      ctrlKey: parts.includes('Ctrl'),
      shiftKey: parts.includes('Shift'),
      altKey: parts.includes('Alt'),
      metaKey: parts.includes('Cmd'),
    },
    platform,
    hasSelection,
  );
};

test('Ctrl+C, Ctrl+V and Ctrl+F are the shell’s on Linux and on a Mac', () => {
  for (const platform of ['mac', 'other'] as const)
    for (const chord of ['Ctrl+c', 'Ctrl+v', 'Ctrl+f']) expect(pressed(chord, platform, true)).toBeNull();
});

test('each platform copies, pastes and searches with its own keys', () => {
  expect(['Cmd+c', 'Cmd+v', 'Cmd+f'].map((chord) => pressed(chord, 'mac'))).toEqual([
    'copy',
    'browser',
    'search',
  ]);
  for (const platform of ['windows', 'other'] as const)
    expect(['Ctrl+Shift+c', 'Ctrl+Shift+v', 'Ctrl+Shift+f'].map((chord) => pressed(chord, platform))).toEqual(
      ['copy', 'browser', 'search'],
    );
  expect(pressed('Shift+Insert', 'other')).toBe('browser');
  expect(pressed('Ctrl+Insert', 'other')).toBe('copy');
});

test('on Windows Ctrl+C interrupts unless something is selected, and Ctrl+V pastes', () => {
  expect(pressed('Ctrl+c', 'windows')).toBeNull();
  expect(pressed('Ctrl+c', 'windows', true)).toBe('copy');
  expect(pressed('Ctrl+v', 'windows')).toBe('browser');
});

test('AltGr, which Windows reports as Ctrl+Alt, and Alt are never taken from the shell', () => {
  for (const platform of ['windows', 'other', 'mac'] as const)
    for (const chord of ['Ctrl+Alt+c', 'Ctrl+Alt+v', 'Ctrl+Alt+Shift+v', 'Alt+f', 'Ctrl+Alt+Shift+ArrowUp'])
      expect(pressed(chord, platform, true)).toBeNull();
});

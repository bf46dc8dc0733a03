import { expect, test } from 'vitest';
import { paneCommand } from './pane-keys';

const plain = { code: '', ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };

test('Ctrl+Shift with an arrow and Alt+Shift with plus or minus are the dock’s', () => {
  for (const code of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])
    expect(paneCommand({ ...plain, code, ctrlKey: true, shiftKey: true })).not.toBeNull();
  for (const code of ['Equal', 'Minus', 'NumpadAdd', 'NumpadSubtract'])
    expect(paneCommand({ ...plain, code, altKey: true, shiftKey: true })).not.toBeNull();
});

test('every other key is the shell’s, AltGr and all that lacks one of the modifiers included', () => {
  for (const code of ['ArrowUp', 'Equal', 'KeyC', 'KeyW', 'Escape', 'Tab']) {
    expect(paneCommand({ ...plain, code })).toBeNull();
    expect(paneCommand({ ...plain, code, ctrlKey: true })).toBeNull();
    expect(paneCommand({ ...plain, code, altKey: true })).toBeNull();
    expect(paneCommand({ ...plain, code, shiftKey: true })).toBeNull();
    // AltGr is Ctrl and Alt at once on Windows.
    expect(paneCommand({ ...plain, code, ctrlKey: true, altKey: true, shiftKey: true })).toBeNull();
  }
});

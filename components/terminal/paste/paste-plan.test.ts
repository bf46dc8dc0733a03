import { describe, expect, test } from 'vitest';
import { needsLook, pasteBytes, planPaste, visibleControls, withoutControls } from './paste-plan';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const calm = { askForLines: true, bracketed: false };

describe('what is pasted', () => {
  test('is looked at first when it has more than one line', () => {
    expect(needsLook(planPaste('ls\nrm -rf x'), calm)).toBe(true);
    expect(needsLook(planPaste('ls -l'), calm)).toBe(false);
    expect(needsLook(planPaste('ls\nrm -rf x'), { ...calm, askForLines: false })).toBe(false);
  });

  test('is looked at first when its one line would run at once', () => {
    expect(needsLook(planPaste('rm -rf x\n'), calm)).toBe(true);
    expect(needsLook(planPaste('rm -rf x\n'), { ...calm, bracketed: true })).toBe(false);
  });

  test('is looked at first when it holds control characters, whatever the person chose', () => {
    for (const char of ['\x1b', '\x03', '\x00', '\x7f', '\x9b'])
      expect(needsLook(planPaste(`a${char}b`), { askForLines: false, bracketed: true })).toBe(true);
    expect(planPaste('a\tb\r\nc').controls).toBe(0);
  });

  test('counts lines as a person does', () => {
    expect(planPaste('one').lines).toBe(1);
    expect(planPaste('one\n').lines).toBe(1);
    expect(planPaste('one\r\ntwo\rthree\n').lines).toBe(3);
  });

  test('sends every line end as Enter and everything else as it is', () => {
    expect(text(pasteBytes('a\r\nb\nc\rd\té漢👍', false))).toBe('a\rb\rc\rd\té漢👍');
  });

  test('cannot end its own brackets', () => {
    const hostile = 'x\x1b[201~\nreboot\n';
    expect(text(pasteBytes(hostile, true))).toBe('\x1b[200~x\rreboot\r\x1b[201~');
    expect(text(pasteBytes('\x1b[20\x1b[201~1~y', true))).toBe('\x1b[200~y\x1b[201~');
    expect(text(pasteBytes('\x9b201~z', true))).toBe('\x1b[200~z\x1b[201~');
  });

  test('shows control characters instead of obeying them, and can leave them out', () => {
    expect(visibleControls('a\x1b[31mb\x03\x7f\x9b\n\t')).toBe('a‹ESC›[31mb‹ETX›‹DEL›‹9B›\n\t');
    expect(withoutControls('a\x1b[31mb\x03\n')).toBe('a[31mb\n');
  });
});

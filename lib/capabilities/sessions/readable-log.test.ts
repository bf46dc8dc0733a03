import { expect, test } from 'vitest';
import { readableLog } from './readable-log';

test.each([
  ['colours', '\x1b[1;31mred\x1b[0m plain', 'red plain'],
  ['a title, ended either way', '\x1b]0;evil\x07a\x1b]2;evil\x1b\\b', 'ab'],
  ['a cut-off control string', 'kept\x1b]52;c;AAAA', 'kept'],
  ['two-character escapes and charsets', '\x1b(Ba\x1b=b\x1b>c', 'abc'],
  ['a carriage return', '10 %\r100 %', '100 %'],
  ['a shorter second writing', 'abcdef\rXY', 'XYcdef'],
  ['line ends of terminals', 'one\r\ntwo\r\n', 'one\ntwo\n'],
  ['backspaces', 'lx\bs -la', 'ls -la'],
  ['wide characters and emoji', '日本 \u{1F600}', '日本 \u{1F600}'],
  ['bells and nulls', 'a\x07\x00b', 'ab'],
])('%s are read as a person would', (_, log, text) => {
  expect(readableLog(log)).toBe(text);
});

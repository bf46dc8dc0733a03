import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const room = fileURLToPath(new URL('.', import.meta.url));
const sources = readdirSync(room).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

// The compiler keeps DOM and Node out (tsconfig.json here); these it cannot see.
test.each(sources)('%s imports nothing from outside and knows no clock and no chance', (name) => {
  const source = readFileSync(`${room}${name}`, 'utf8');
  const imported = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
  expect(imported.filter((path) => !path.startsWith('./'))).toEqual([]);
  expect(imported.filter((path) => path.includes('testing'))).toEqual([]);
  expect(source).not.toMatch(/\bDate\b|Math\.random|\bimport\(|\brequire\(|\bglobalThis\b/);
});

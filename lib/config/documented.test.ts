import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const docs = readFileSync('docs/configuration.md', 'utf8');
const namesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^\s+([A-Z][A-Z0-9_]{3,}):/gm)].flatMap(([, name]) => name ?? []);

test.each(namesIn('lib/config/env.ts'))("the console's %s is in docs/configuration.md", (name) => {
  expect(docs).toContain(`\`${name}\``);
});

test.each(namesIn('emulator/config.ts'))("the emulator's %s is in docs/configuration.md", (name) => {
  expect(docs).toContain(`\`${name}\``);
});

test('the variables are really found where they are looked for', () => {
  expect(readdirSync('lib/config')).toContain('env.ts');
  expect(namesIn('lib/config/env.ts').length).toBeGreaterThan(10);
  expect(namesIn('emulator/config.ts').length).toBeGreaterThan(10);
});

import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Sealer } from './sealer';

const newKey = () => randomBytes(32).toString('base64');

describe('a sealed text', () => {
  const key = newKey();
  const sealer = new Sealer([key]);

  test('opens to what was sealed, and shows nothing of it', () => {
    const sealed = sealer.seal('refresh-token-äöü', 'row-1');
    expect(sealer.open(sealed, 'row-1')).toBe('refresh-token-äöü');
    expect(Buffer.from(sealed, 'base64url').toString('latin1') + sealed).not.toContain('refresh-token');
  });

  test('is another text each time', () => {
    expect(sealer.seal('same', 'row-1')).not.toBe(sealer.seal('same', 'row-1'));
  });

  test('does not open in another row', () => {
    expect(sealer.open(sealer.seal('token', 'row-1'), 'row-2')).toBeNull();
  });

  test('does not open when any part of it was changed', () => {
    const parts = sealer.seal('token', 'row-1').split('.');
    parts.forEach((part, index) => {
      const changed = part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`;
      expect(sealer.open(parts.with(index, changed).join('.'), 'row-1')).toBeNull();
    });
  });

  test('opens after a new key was put in front, and not once its own is gone', () => {
    const sealed = sealer.seal('token', 'row-1');
    const next = newKey();
    expect(new Sealer([next, key]).open(sealed, 'row-1')).toBe('token');
    expect(new Sealer([next]).open(sealed, 'row-1')).toBeNull();
    expect(sealer.open(new Sealer([next, key]).seal('token', 'row-1'), 'row-1')).toBeNull();
  });

  test('a cut authentication tag is no authentication', () => {
    const parts = sealer.seal('token', 'row-1').split('.');
    expect(sealer.open(parts.with(4, parts[4]?.slice(0, 6) ?? '').join('.'), 'row-1')).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/person';
import { readablePart, roleSessionName } from './role-session-name';

const person = (over: Partial<Person>): Person => ({
  sub: 'ada',
  issuer: 'https://sso.example',
  name: 'Ada',
  email: 'ada@example.com',
  groups: [],
  ...over,
});

describe('the name under which CloudTrail knows a person', () => {
  test('is always one that STS takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (name, sub) => {
        const asked = person({ sub, name, email: null });
        expect(roleSessionName(asked)).toMatch(/^[\w+=,.@-]{2,64}$/);
      }),
    );
  });

  test('shows whom people recognise', () => {
    expect(roleSessionName(person({}))).toMatch(/^ada@example\.com=[a-z2-7]{12}$/);
    expect(roleSessionName(person({ email: null, name: 'Zoë Müller' }))).toMatch(/^Zoe-Muller=/);
    expect(readablePart(roleSessionName(person({})))).toBe('ada@example.com');
    expect(readablePart('somebody-else')).toBe('somebody-else');
  });

  test('keeps apart people whose readable parts fall together', () => {
    const long = 'x'.repeat(80);
    const names = [
      person({ sub: '1' }),
      person({ sub: '2' }),
      person({ sub: '1', issuer: 'https://other.example' }),
      person({ sub: '3', email: `${long}1@example.com` }),
      person({ sub: '4', email: `${long}2@example.com` }),
      person({ sub: '5', email: 'a b@example.com' }),
      person({ sub: '6', email: 'a-b@example.com' }),
    ].map(roleSessionName);
    expect(new Set(names).size).toBe(names.length);
  });

  test('cannot be chosen by calling oneself like somebody’s whole name', () => {
    const ada = roleSessionName(person({}));
    const mallory = roleSessionName(person({ sub: 'mallory', email: ada }));
    expect(mallory).not.toBe(ada);
    expect(mallory.split('=')).toHaveLength(2);
  });
});

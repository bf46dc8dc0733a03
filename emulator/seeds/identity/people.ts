/** Somebody who can sign in at the emulator's OpenID provider. */
export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
  readonly team: string;
  /** Goes into the token's AWS tags: what the roles' trust policies ask for. */
  readonly role: 'administrator' | 'operator' | 'viewer';
}

export const people: readonly Person[] = [
  {
    sub: 'ada',
    name: 'Ada Lindqvist',
    email: 'ada@example.com',
    groups: ['quarterdeck-administrators'],
    team: 'Platform',
    role: 'administrator',
  },
  {
    sub: 'olu',
    name: 'Olu Adeyemi',
    email: 'olu@example.com',
    groups: ['quarterdeck-operators'],
    team: 'Checkout',
    role: 'operator',
  },
  {
    sub: 'vic',
    name: 'Vic Marchetti',
    email: 'vic@example.com',
    groups: ['quarterdeck-viewers'],
    team: 'Audit',
    role: 'viewer',
  },
];

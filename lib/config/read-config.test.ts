import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-error';
import { grantedPlaces, grantedRole } from './grants';
import { parseConfig, readConfig } from './read-config';

const good = `regions: [eu-west-1]
accounts:
  - id: '111122223333'
    name: Production
    colour: red
  - id: '444455556666'
    name: Staging
    regions: [us-east-1]
roles:
  - name: Operator
    label: Operator
  - name: Viewer
    label: Viewer
grants:
  - when: { groups: [ops], department: [platform] }
    roles: [Operator]
    accounts: ['444455556666']
  - when: { groups: [everybody] }
    roles: [Viewer]
    accounts: all
`;

const linesOf = (text: string): readonly string[] => {
  try {
    parseConfig(text, 'q.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
};

describe('a mistake in the file is named with its line and field', () => {
  test.each([
    ['a Region', good.replace('[eu-west-1]', '[mars-1]'), 'q.yaml:1: regions[0]: is not a Region name'],
    [
      'an account id without quotes',
      good.replace("'111122223333'", '111122223333'),
      'q.yaml:3: accounts[0].id: must be a text: put the account id in quotes',
    ],
    [
      'a colour',
      good.replace('colour: red', 'colour: reddish'),
      'q.yaml:5: accounts[0].colour: must be one of red, ',
    ],
    ['an unknown setting', `${good}lockedTag: [x]\n`, 'q.yaml:21: lockedTag: is not a setting'],
    [
      'a role nobody lists',
      good.replace('roles: [Viewer]', 'roles: [Watcher]'),
      'q.yaml:19: grants[1].roles[0]: "Watcher" is not one of the roles above',
    ],
    [
      'an account nobody lists',
      good.replace("accounts: ['444455556666']", "accounts: ['999999999999']"),
      'q.yaml:17: grants[0].accounts[0]: "999999999999" is not one of the accounts above',
    ],
    [
      'an account twice',
      good.replace("'444455556666'\n", "'111122223333'\n"),
      'q.yaml:6: accounts[1].id: "111122223333" is there twice',
    ],
    ['a missing part', good.replace('    name: Staging\n', ''), /^q\.yaml:6: accounts\[1\]\.name: /],
  ])('%s', (_what, text, expected) => {
    expect(linesOf(text)[0]).toMatch(expected);
  });

  test('broken YAML is named with its line', () => {
    expect(linesOf('regions: [eu-west-1\naccounts: 3\n')[0]).toMatch(/^q\.yaml:\d+: /);
  });

  test('a file that is not there', () => {
    expect(() => readConfig('/nowhere/q.yaml')).toThrow('QUARTERDECK_CONFIG: cannot read /nowhere/q.yaml');
  });
});

test.each(['quarterdeck.config.example.yaml', 'emulator/demo/quarterdeck.config.yaml'])(
  '%s is right',
  (file) => {
    expect(readConfig(file).accounts.length).toBeGreaterThan(1);
  },
);

describe('claims grant roles', () => {
  const config = parseConfig(good, 'q.yaml');
  const ops = { groups: ['ops', 'everybody'], department: 'platform' };

  test('where every claim of a grant matches, in the accounts it names, in each of their Regions', () => {
    expect(grantedPlaces(config, ops)).toEqual([
      {
        account: '111122223333',
        accountName: 'Production',
        colour: 'red',
        region: 'eu-west-1',
        roles: [{ name: 'Viewer', label: 'Viewer' }],
      },
      {
        account: '444455556666',
        accountName: 'Staging',
        colour: 'grey',
        region: 'us-east-1',
        roles: [
          { name: 'Operator', label: 'Operator' },
          { name: 'Viewer', label: 'Viewer' },
        ],
      },
    ]);
  });

  test('and nothing where one claim is missing or of another kind', () => {
    expect(grantedPlaces(config, { groups: ['ops'] })).toEqual([]);
    expect(grantedPlaces(config, { groups: { ops: true }, department: 'platform' })).toEqual([]);
    expect(grantedPlaces(config, {})).toEqual([]);
  });

  test('a scope outside account, Region or grant has no role', () => {
    const role = (account: string, region: string, name: string) =>
      grantedRole(config, ops, { account, region, role: name })?.name ?? null;
    expect(role('444455556666', 'us-east-1', 'Operator')).toBe('Operator');
    expect(role('111122223333', 'eu-west-1', 'Operator')).toBeNull();
    expect(role('444455556666', 'eu-west-1', 'Operator')).toBeNull();
    expect(role('999999999999', 'eu-west-1', 'Viewer')).toBeNull();
    expect(role('444455556666', 'us-east-1', 'Administrator')).toBeNull();
  });
});

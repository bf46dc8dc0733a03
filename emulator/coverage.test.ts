import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ssmOperations, withCoverage } from './coverage';
import { services } from './services';

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

test('the coverage table in the README is what the code has (else: npx tsx emulator/write-coverage.ts)', () => {
  expect(withCoverage(readme, services)).toBe(readme);
});

test('every SSM operation here is one that AWS has, or the door of its agent', () => {
  const agentDoors = [
    'ListInstanceAssociations',
    'RegisterManagedInstance',
    'RequestManagedInstanceRoleToken',
    'UpdateInstanceInformation',
    'UpdateManagedInstancePublicKey',
  ];
  const ssm = services.flatMap((it) => (it.kind === 'operations' && it.name === 'ssm' ? it.operations : []));
  const strange = ssm.map(({ name }) => name).filter((name) => !ssmOperations.includes(name));
  expect(strange.filter((name) => !agentDoors.includes(name))).toEqual([]);
});

test('no operation is listed twice', () => {
  for (const service of services) {
    const names = service.kind === 'operations' ? service.operations.map(({ name }) => name) : [];
    expect(new Set(names).size, service.name).toBe(names.length);
  }
});

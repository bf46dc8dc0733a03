import {
  CreateActivationCommand,
  type CreateActivationCommandInput,
  DeleteActivationCommand,
  DescribeActivationsCommand,
  type DescribeActivationsCommandInput,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededEmulator } from '../../../seeds/testing/seeded-emulator';

const IamRole = 'service-role/QuarterdeckHybridNode';
const dayMs = 86_400_000;

let emulator: Awaited<ReturnType<typeof seededEmulator>>;
beforeAll(async () => {
  emulator = await seededEmulator();
});
afterAll(() => emulator.stop());

const create = (over: Partial<CreateActivationCommandInput> = {}) =>
  emulator.ssm.send(new CreateActivationCommand({ IamRole, ...over }));
const describe = async (over: DescribeActivationsCommandInput = {}) =>
  emulator.ssm.send(new DescribeActivationsCommand(over));

test('an activation is shown with all it was made with, and never with its code', async () => {
  const expires = new Date(Math.floor((Date.now() + 5 * dayMs) / 1000) * 1000);
  const made = await create({
    Description: 'the new hall',
    DefaultInstanceName: 'press',
    RegistrationLimit: 3,
    ExpirationDate: expires,
    Tags: [{ Key: 'Team', Value: 'Plant' }],
  });
  expect(made.ActivationCode).toMatch(/^.{20,250}$/);
  const Filters = [{ FilterKey: 'ActivationIds' as const, FilterValues: [made.ActivationId ?? ''] }];
  const { ActivationList } = await describe({ Filters });
  expect(ActivationList).toEqual([
    {
      ActivationId: made.ActivationId,
      Description: 'the new hall',
      DefaultInstanceName: 'press',
      IamRole,
      RegistrationLimit: 3,
      RegistrationsCount: 0,
      ExpirationDate: expires,
      Expired: false,
      CreatedDate: expect.any(Date),
      Tags: [{ Key: 'Team', Value: 'Plant' }],
    },
  ]);
  expect(JSON.stringify(ActivationList)).not.toContain(made.ActivationCode);
});

test('nothing said means one registration within a day', async () => {
  const { ActivationId = '' } = await create();
  const of = async () =>
    (await describe({ Filters: [{ FilterKey: 'ActivationIds', FilterValues: [ActivationId] }] }))
      .ActivationList?.[0];
  const made = await of();
  expect(made?.RegistrationLimit).toBe(1);
  expect((made?.ExpirationDate?.getTime() ?? 0) - (made?.CreatedDate?.getTime() ?? 0)).toBe(dayMs);
});

test('pages and filters: each is given once', async () => {
  for (const DefaultInstanceName of ['a', 'b', 'c']) await create({ DefaultInstanceName });
  const { ActivationList: all = [] } = await describe();
  const seen: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await describe({ MaxResults: 2, NextToken });
    seen.push(...(page.ActivationList ?? []).map(({ ActivationId = '' }) => ActivationId));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(seen).toEqual(all.map(({ ActivationId }) => ActivationId));
  const named = await describe({ Filters: [{ FilterKey: 'DefaultInstanceName', FilterValues: ['a', 'c'] }] });
  expect(named.ActivationList?.map(({ DefaultInstanceName }) => DefaultInstanceName)).toEqual(['a', 'c']);
  await expect(describe({ NextToken: 'forged' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

test.each([
  [
    'a role that is not there',
    { IamRole: 'Nobody' },
    /Not existing role: arn:aws:iam::111122223333:role\/Nobody/,
  ],
  ['a role that people take', { IamRole: 'QuarterdeckOperator' }, /Not existing role/],
  ['an end in the past', { ExpirationDate: new Date(0) }, /ExpirationDate/],
  ['an end 31 days ahead', { ExpirationDate: new Date(Date.now() + 31 * dayMs) }, /ExpirationDate/],
  ['no registration at all', { RegistrationLimit: 0 }, /registrationLimit.*greater than or equal to 1/],
  ['1001 registrations', { RegistrationLimit: 1001 }, /registrationLimit.*less than or equal to 1000/],
  ['a tag of Amazon', { Tags: [{ Key: 'aws:x', Value: '1' }] }, /aws: prefixed/],
])('%s is refused', async (_what, over, words) => {
  await expect(create(over)).rejects.toThrow(words);
});

test('an activation that is not there cannot be deleted', async () => {
  const remove = (ActivationId: string) => emulator.ssm.send(new DeleteActivationCommand({ ActivationId }));
  await expect(remove('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
    name: 'InvalidActivation',
  });
  await expect(remove('nonsense')).rejects.toMatchObject({ name: 'InvalidActivationId' });
});

test('an operator makes no activations: that would need iam:PassRole', async () => {
  const { ssm } = await emulator.as('olu');
  await expect(ssm.send(new CreateActivationCommand({ IamRole }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

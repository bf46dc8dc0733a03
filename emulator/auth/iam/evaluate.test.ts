import { describe, expect, test } from 'vitest';
import { parsePolicy } from './policy';
import { allow, type Case, instance, judge } from './testing/policy-case';

const queue = 'arn:aws:sqs:us-east-1:123456789012:queue1';

/** IAM User Guide: Policy evaluation logic; JSON policy elements Action, NotAction, Resource, NotResource. */
const elements: Case[] = [
  { why: 'nothing said is no', statement: [], action: 'ssm:GetParameter', resource: '*', answer: 'none' },
  {
    why: 'a Deny outranks every Allow',
    statement: [allow({}), { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' }],
    action: 'kms:Decrypt',
    resource: 'arn:aws:kms:eu-west-1:111122223333:key/1',
    answer: 'deny',
  },
  {
    why: 'action names are compared without case',
    statement: allow({ Action: 'SSM:getparameter*' }),
    action: 'ssm:GetParametersByPath',
    resource: '*',
    answer: 'allow',
  },
  {
    why: 'an action pattern must cover the whole name',
    statement: allow({ Action: 'ssm:GetParameter' }),
    action: 'ssm:GetParameters',
    resource: '*',
    answer: 'none',
  },
  {
    why: 'NotAction with Allow lets all others pass (the guide’s example: all but IAM)',
    statement: allow({ Action: undefined, NotAction: 'iam:*' }),
    action: 'ssm:StartSession',
    resource: instance,
    answer: 'allow',
  },
  {
    why: 'NotAction leaves out what it names',
    statement: allow({ Action: undefined, NotAction: 'iam:*' }),
    action: 'iam:CreateUser',
    resource: '*',
    answer: 'none',
  },
  {
    why: 'NotResource with Deny spares what it names (the guide’s HRBucket example)',
    statement: {
      Effect: 'Deny',
      Action: 's3:*',
      NotResource: ['arn:aws:s3:::HRBucket/Payroll', 'arn:aws:s3:::HRBucket/Payroll/*'],
    },
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::HRBucket/Payroll/2026',
    answer: 'none',
  },
  {
    why: 'NotResource with Deny hits the rest',
    statement: { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::HRBucket/Payroll/*' },
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::HRBucket/Other',
    answer: 'deny',
  },
  {
    why: 'a wildcard stays within its part of the ARN',
    statement: allow({ Resource: 'arn:aws:ssm:*:parameter/staging/*' }),
    action: 'ssm:GetParameter',
    resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/staging/db',
    answer: 'none',
  },
  {
    why: 'a wildcard in the last part crosses slashes',
    statement: allow({ Resource: 'arn:aws:ssm:*:*:parameter/staging/*' }),
    action: 'ssm:GetParameter',
    resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/staging/db/password',
    answer: 'allow',
  },
  {
    why: '/staging/* does not cover /staging-2',
    statement: allow({ Resource: 'arn:aws:ssm:*:*:parameter/staging/*' }),
    action: 'ssm:GetParameter',
    resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/staging-2/db',
    answer: 'none',
  },
  {
    why: 'resources are compared with case',
    statement: allow({ Resource: 'arn:aws:ssm:*:*:parameter/Staging/*' }),
    action: 'ssm:GetParameter',
    resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/staging/db',
    answer: 'none',
  },
  {
    why: '? is one character',
    statement: allow({ Resource: 'arn:aws:sqs:us-east-1:123456789012:queue?' }),
    action: 'sqs:SendMessage',
    resource: queue,
    answer: 'allow',
  },
  {
    why: 'an action without resource types needs *',
    statement: allow({ Resource: 'arn:aws:ssm:*:*:parameter/*' }),
    action: 'ssm:DescribeParameters',
    resource: '*',
    answer: 'none',
  },
];

/** IAM User Guide: IAM policy elements, Variables and tags. */
const variables: Case[] = [
  {
    why: 'a session of one’s own (Session Manager’s example with aws:userid)',
    statement: allow({ Resource: `arn:aws:ssm:*:*:session/\${aws:userid}-*` }),
    action: 'ssm:TerminateSession',
    resource: 'arn:aws:ssm:eu-west-1:111122223333:session/AROAEXAMPLE:olu-0abc',
    keys: { 'aws:userid': 'AROAEXAMPLE:olu' },
    answer: 'allow',
  },
  {
    why: 'and not another’s',
    statement: allow({ Resource: `arn:aws:ssm:*:*:session/\${aws:userid}-*` }),
    action: 'ssm:TerminateSession',
    resource: 'arn:aws:ssm:eu-west-1:111122223333:session/AROAEXAMPLE:ada-0abc',
    keys: { 'aws:userid': 'AROAEXAMPLE:olu' },
    answer: 'none',
  },
  {
    why: 'a star in a value is only a star',
    statement: allow({ Resource: `arn:aws:s3:::home/\${aws:PrincipalTag/Team}/*` }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::home/checkout/file',
    keys: { 'aws:PrincipalTag/Team': '*' },
    answer: 'none',
  },
  {
    why: 'a variable without value matches nothing',
    statement: allow({ Resource: `arn:aws:s3:::home/\${aws:PrincipalTag/Team}*` }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::home/checkout',
    answer: 'none',
  },
  {
    why: 'a default stands in',
    statement: allow({ Resource: `arn:aws:s3:::home/\${aws:PrincipalTag/team, 'company-wide'}/*` }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::home/company-wide/file',
    answer: 'allow',
  },
  {
    why: `\${*} is the character`,
    statement: allow({ Resource: `arn:aws:s3:::home/\${*}` }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::home/anything',
    answer: 'none',
  },
  {
    why: 'policies of 2008 have no variables',
    version: '2008-10-17',
    statement: allow({ Resource: `arn:aws:s3:::home/\${aws:username}` }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::home/olu',
    keys: { 'aws:username': 'olu' },
    answer: 'none',
  },
  {
    why: 'a variable in a condition (attribute-based access: same team)',
    statement: allow({
      Condition: { StringEquals: { 'aws:ResourceTag/Team': `\${aws:PrincipalTag/Team}` } },
    }),
    action: 'ssm:StartSession',
    resource: instance,
    keys: { 'aws:ResourceTag/Team': 'checkout', 'aws:PrincipalTag/Team': 'checkout' },
    answer: 'allow',
  },
  {
    why: 'regular expression characters in a value are only characters',
    statement: allow({ Resource: `arn:aws:s3:::home/\${aws:PrincipalTag/Team}` }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::home/aXb',
    keys: { 'aws:PrincipalTag/Team': 'a.b' },
    answer: 'none',
  },
];

describe.each([
  ['elements', elements],
  ['variables', variables],
] as const)('%s', (_name, cases) => {
  test.each(cases)('$why', (it) => {
    expect(judge(it)).toBe(it.answer);
  });
});

test('an operator IAM does not have, or a statement without action, is no policy', () => {
  expect(() => parsePolicy({ Statement: [allow({ Condition: { StringIs: { k: 'a' } } })] })).toThrow(
    /operator/,
  );
  expect(() => parsePolicy({ Statement: [{ Effect: 'Allow', Resource: '*' }] })).toThrow();
  expect(() => parsePolicy({ Statement: [allow({ NotAction: 'x:y' })] })).toThrow();
});

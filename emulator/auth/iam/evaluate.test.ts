import { describe, expect, test } from 'vitest';
import { type Answer, judgeIdentity } from './evaluate';
import { parsePolicy } from './policy';
import { RequestContext } from './request-context';

type Keys = Record<string, string | string[]>;

interface Case {
  readonly why: string;
  readonly statement: Record<string, unknown> | Record<string, unknown>[];
  readonly action: string;
  readonly resource: string;
  readonly keys?: Keys;
  readonly answer: Answer;
  readonly version?: '2008-10-17';
}

const instance = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0';
const queue = 'arn:aws:sqs:us-east-1:123456789012:queue1';

function judge({ statement, action, resource, keys = {}, version }: Case): Answer {
  const policy = parsePolicy({ Version: version ?? '2012-10-17', Statement: statement });
  return judgeIdentity([policy], { action, resource, context: new RequestContext(keys) });
}

const allow = (over: Record<string, unknown>) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...over });

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

const condition = (
  why: string,
  Condition: Record<string, Record<string, unknown>>,
  keys: Keys,
  holds: boolean,
): Case => ({
  why,
  statement: allow({ Condition }),
  action: 'ssm:StartSession',
  resource: instance,
  keys,
  answer: holds ? 'allow' : 'none',
});

/** IAM User Guide: Condition operators; Conditions with multiple context keys or values; multivalued keys. */
const conditions: Case[] = [
  condition('several values are or', { StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, true),
  condition('several keys are and', { StringEquals: { k: 'a', l: 'b' } }, { k: 'a', l: 'c' }, false),
  condition(
    'several operators are and',
    { StringEquals: { k: 'a' }, Bool: { l: 'true' } },
    { k: 'a' },
    false,
  ),
  condition(
    'key names are compared without case',
    { StringEquals: { 'AWS:PrincipalTag/team': 'a' } },
    { 'aws:principaltag/Team': 'a' },
    true,
  ),
  condition('values are compared with case', { StringEquals: { k: 'Staging' } }, { k: 'staging' }, false),
  condition('unless told', { StringEqualsIgnoreCase: { k: 'Staging' } }, { k: 'staging' }, true),
  condition('StringEquals takes * as a character', { StringEquals: { k: 'a*' } }, { k: 'ab' }, false),
  condition('StringLike as a wildcard', { StringLike: { k: 'a*' } }, { k: 'ab' }, true),
  condition('an absent key fails StringEquals', { StringEquals: { k: 'a' } }, {}, false),
  condition('and passes StringNotEquals', { StringNotEquals: { k: 'a' } }, {}, true),
  condition(
    'StringNotEquals with two values is nor',
    { StringNotEquals: { k: ['a', 'b'] } },
    { k: 'b' },
    false,
  ),
  condition('IfExists passes when absent', { StringEqualsIfExists: { k: 'a' } }, {}, true),
  condition('IfExists judges when present', { StringEqualsIfExists: { k: 'a' } }, { k: 'b' }, false),
  condition('Null true wants the key absent', { Null: { k: 'true' } }, { k: 'a' }, false),
  condition('Null false wants it present', { Null: { k: 'false' } }, { k: 'a' }, true),
  condition('Null true holds when absent', { Null: { k: 'true' } }, {}, true),
  condition(
    'Bool takes a JSON boolean',
    { Bool: { 'aws:SecureTransport': true } },
    { 'aws:SecureTransport': 'true' },
    true,
  ),
  condition(
    'BoolIfExists (Session Manager’s SessionDocumentAccessCheck)',
    { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } },
    { 'ssm:SessionDocumentAccessCheck': 'false' },
    false,
  ),
  condition('NumericLessThanEquals', { NumericLessThanEquals: { k: '10' } }, { k: '10' }, true),
  condition('numbers are not text', { NumericLessThan: { k: '9' } }, { k: '10' }, false),
  condition(
    'DateGreaterThan with ISO text',
    { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { 'aws:CurrentTime': '2026-06-01T00:00:00Z' },
    true,
  ),
  condition(
    'dates as epoch seconds',
    { DateLessThan: { 'aws:EpochTime': '2026-01-01T00:00:00Z' } },
    { 'aws:EpochTime': '1767225601' },
    false,
  ),
  condition(
    'IpAddress takes CIDR',
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    { 'aws:SourceIp': '203.0.113.7' },
    true,
  ),
  condition(
    'IpAddress sees IPv4 in IPv6 clothes',
    { IpAddress: { 'aws:SourceIp': '127.0.0.1' } },
    { 'aws:SourceIp': '::ffff:127.0.0.1' },
    true,
  ),
  condition(
    'IpAddress takes IPv6',
    { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } },
    { 'aws:SourceIp': '2001:db8::1' },
    true,
  ),
  condition(
    'NotIpAddress',
    { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24'] } },
    { 'aws:SourceIp': '203.0.113.7' },
    false,
  ),
  condition(
    'ArnLike compares part by part',
    { ArnLike: { k: 'arn:aws:iam::*:role/Quarter*' } },
    { k: 'arn:aws:iam::111122223333:role/QuarterdeckViewer' },
    true,
  ),
  condition(
    'ArnEquals does as well',
    { ArnEquals: { k: 'arn:aws:iam::*:role/*' } },
    { k: 'arn:aws:iam::1:user/role/x' },
    false,
  ),
  condition(
    'ArnNotLike',
    { ArnNotLike: { k: 'arn:aws:iam::*:role/*' } },
    { k: 'arn:aws:iam::1:role/x' },
    false,
  ),
  condition(
    'ForAnyValue: one is enough',
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['Environment'] } },
    { 'aws:TagKeys': ['Name', 'Environment'] },
    true,
  ),
  condition('ForAnyValue: absent is no', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'x' } }, {}, false),
  condition(
    'ForAllValues: every one',
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['Name', 'Team'] } },
    { 'aws:TagKeys': ['Name', 'Environment'] },
    false,
  ),
  condition(
    'ForAllValues: absent is yes, as AWS warns',
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'x' } },
    {},
    true,
  ),
  condition(
    'ForAllValues:StringNotEquals refuses any of those named',
    { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'Environment' } },
    { 'aws:TagKeys': ['Name', 'Environment'] },
    false,
  ),
  condition(
    'ForAnyValue:StringNotEquals: one outside is enough',
    { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['Name'] } },
    { 'aws:TagKeys': ['Name', 'Team'] },
    true,
  ),
];

describe.each([
  ['elements', elements],
  ['variables', variables],
  ['conditions', conditions],
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

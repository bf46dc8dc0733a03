import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDocument, type ScalarTag } from 'yaml';
import { z } from 'zod';
import { type Answer, judgeIdentity, judgeResource } from './iam/evaluate';
import { type PolicyDocument, parsePolicy } from './iam/policy';
import { RequestContext } from './iam/request-context';

/**
 * docs/aws/quarterdeck-account.yaml is what people deploy to real accounts. Here its policies are judged by the
 * engine that was held against IAM's own examples: the template must grant what it says and nothing more.
 */
const account = '111122223333';
const values: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': account,
  IssuerHostAndPath: 'login.example.com/tenant',
  ClientId: 'quarterdeck',
  OperatorEnvironment: 'staging',
  OperatorParameterPath: 'staging',
  SessionLogBucket: 'shell-logs',
  SessionLogGroup: '/shells',
};

const substitute = (text: string) => text.replace(/\$\{([\w:]+)\}/g, (whole, name) => values[name] ?? whole);

const tag = (name: string, resolve: (text: string) => unknown): ScalarTag => ({ tag: name, resolve });
const customTags = [
  tag('!Sub', substitute),
  tag('!Ref', (name) => values[name] ?? { Ref: name }),
  tag('!GetAtt', (name) => name),
];

const templateShape = z.object({
  Resources: z.record(z.string(), z.object({ Properties: z.record(z.string(), z.unknown()) })),
});
const roleShape = z.object({
  AssumeRolePolicyDocument: z.string().transform((text) => parsePolicy(JSON.parse(text))),
  ManagedPolicyArns: z.array(z.object({ Ref: z.string() })),
});

const file = new URL('../../docs/aws/quarterdeck-account.yaml', import.meta.url);
const source = parseDocument(readFileSync(file, 'utf8'), { customTags, logLevel: 'error' });
const { Resources } = templateShape.parse(source.toJS());

const role = (name: string) => roleShape.parse(Resources[`${name}Role`]?.Properties);
const policiesOf = (name: string): PolicyDocument[] =>
  role(name).ManagedPolicyArns.map(({ Ref }) => parsePolicy(Resources[Ref]?.Properties.PolicyDocument));

type Keys = Record<string, string | string[]>;

const judge = (name: string, action: string, resource: string, keys: Keys = {}): Answer =>
  judgeIdentity(policiesOf(name), { action, resource, context: new RequestContext(keys) });

const instance = `arn:aws:ec2:eu-west-1:${account}:instance/i-0123456789abcdef0`;
const parameter = (path: string) => `arn:aws:ssm:eu-west-1:${account}:parameter${path}`;
const key = `arn:aws:kms:eu-west-1:${account}:key/1`;
const session = (id: string) => `arn:aws:ssm:eu-west-1:${account}:session/${id}`;
const environment = (value: string) => ({ 'ssm:resourceTag/Environment': value });

test.each([
  ['Viewer', 'viewer'],
  ['Operator', 'operator'],
  ['Administrator', 'administrator'],
])('the %s role trusts tokens of our client that carry its own tag, and no others', (name, tagged) => {
  const principal = {
    type: 'Federated',
    name: `arn:aws:iam::${account}:oidc-provider/login.example.com/tenant`,
  } as const;
  const asked = (keys: Keys) =>
    judgeResource(role(name).AssumeRolePolicyDocument, principal, {
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: '*',
      context: new RequestContext(keys),
    }).direct;
  const aud = { 'login.example.com/tenant:aud': 'quarterdeck' };
  expect(asked({ ...aud, 'aws:RequestTag/Role': tagged })).toBe('allow');
  expect(asked({ ...aud, 'aws:RequestTag/Role': 'somebody-else' })).toBe('none');
  expect(asked(aud)).toBe('none');
  expect(asked({ 'login.example.com/tenant:aud': 'another', 'aws:RequestTag/Role': tagged })).toBe('none');
});

test('viewers read, and neither decrypt nor start sessions nor write', () => {
  expect(judge('Viewer', 'ssm:DescribeInstanceProperties', '*')).toBe('allow');
  expect(judge('Viewer', 'ssm:GetParameter', parameter('/prod/db'))).toBe('allow');
  expect(judge('Viewer', 'kms:Decrypt', key)).toBe('deny');
  expect(judge('Viewer', 'ssm:StartSession', instance, environment('staging'))).toBe('none');
  expect(judge('Viewer', 'ssm:PutParameter', parameter('/staging/a'))).toBe('none');
});

test('operators start sessions on nodes of their environment only', () => {
  expect(judge('Operator', 'ssm:StartSession', instance, environment('staging'))).toBe('allow');
  expect(judge('Operator', 'ssm:StartSession', instance, environment('production'))).toBe('none');
  expect(judge('Operator', 'ssm:StartSession', instance)).toBe('none');
});

test('operators end their own sessions only', () => {
  const own = (id: string) => ({
    'ssm:resourceTag/aws:ssmmessages:session-id': id,
    'aws:userid': 'AROA1:olu',
  });
  for (const action of ['ssm:ResumeSession', 'ssm:TerminateSession']) {
    expect(judge('Operator', action, session('olu-0abc'), own('AROA1:olu'))).toBe('allow');
    expect(judge('Operator', action, session('ada-0abc'), own('AROA2:ada'))).toBe('none');
  }
});

test('administrators alone write session documents and read session logs, and no other bucket or log group', () => {
  const preferences = `arn:aws:ssm:eu-west-1:${account}:document/SSM-SessionManagerRunShell`;
  const stream = (group: string) => `arn:aws:logs:eu-west-1:${account}:log-group:${group}:log-stream:ada-1`;
  for (const name of ['Viewer', 'Operator', 'Administrator']) {
    const others = name === 'Administrator' ? 'allow' : 'none';
    expect(judge(name, 'ssm:GetDocument', preferences)).toBe('allow');
    expect(judge(name, 'ssm:ListDocuments', '*')).toBe('allow');
    expect(judge(name, 'ssm:UpdateDocument', preferences)).toBe(others);
    expect(judge(name, 'ssm:UpdateDocumentDefaultVersion', preferences)).toBe(others);
    expect(judge(name, 's3:GetObject', 'arn:aws:s3:::shell-logs/sessions/ada-1.log')).toBe(others);
    expect(judge(name, 's3:GetObject', 'arn:aws:s3:::payroll/all.csv')).toBe('none');
    expect(judge(name, 'logs:GetLogEvents', stream('/shells'))).toBe(others);
    expect(judge(name, 'logs:GetLogEvents', stream('/payroll'))).toBe('none');
  }
});

test('data keys are made for sessions only, and viewers make none', () => {
  const forSession = { 'kms:EncryptionContext:aws:ssm:SessionId': 'olu-0abc' };
  expect(judge('Operator', 'kms:GenerateDataKey', key, forSession)).toBe('allow');
  expect(judge('Operator', 'kms:GenerateDataKey', key)).toBe('none');
  expect(judge('Viewer', 'kms:GenerateDataKey', key, forSession)).toBe('none');
});

test('operators read and write parameters below their path only', () => {
  for (const action of ['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter']) {
    expect(judge('Operator', action, parameter('/staging/db'))).toBe('allow');
    expect(judge('Operator', action, parameter('/staging-2/db'))).toBe('none');
    expect(judge('Operator', action, parameter('/prod/db'))).toBe('none');
  }
});

test.each(['ec2:CreateTags', 'ec2:DeleteTags', 'ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource'])(
  'operators may use %s, but not for the tag that grants access, however it is spelled',
  (action) => {
    const node = action.startsWith('ec2:')
      ? instance
      : `arn:aws:ssm:eu-west-1:${account}:managed-instance/mi-0123456789abcdef0`;
    expect(judge('Operator', action, node, { 'aws:TagKeys': ['Owner'] })).toBe('allow');
    // Names of condition keys are compared without case: a tag `environment` opens what `Environment` opens.
    for (const spelled of ['Environment', 'environment', 'ENVIRONMENT'])
      expect(judge('Operator', action, node, { 'aws:TagKeys': ['Owner', spelled] }), spelled).toBe('deny');
  },
);

test('operators may not delete all tags of an instance at once, which names none', () => {
  expect(judge('Operator', 'ec2:DeleteTags', instance)).toBe('deny');
});

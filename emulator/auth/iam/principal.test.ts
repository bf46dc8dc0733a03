import { expect, test } from 'vitest';
import { judgeResource } from './evaluate';
import { parsePolicy } from './policy';
import type { Principal } from './principal';
import { RequestContext } from './request-context';

const viewer: Principal = {
  type: 'AWS',
  account: '111122223333',
  arns: [
    'arn:aws:iam::111122223333:role/QuarterdeckViewer',
    'arn:aws:sts::111122223333:assumed-role/QuarterdeckViewer/vic',
  ],
};

const judge = (Principal: unknown, principal: Principal = viewer, Effect = 'Allow') =>
  judgeResource(
    parsePolicy({
      Version: '2012-10-17',
      Statement: [{ Effect, Principal, Action: 'kms:Decrypt', Resource: '*' }],
    }),
    principal,
    {
      action: 'kms:Decrypt',
      resource: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      context: new RequestContext({}),
    },
  );

/** IAM User Guide: AWS JSON policy elements, Principal. */
test.each([
  ['everybody', '*', 'allow', 'none'],
  ['everybody, as a map', { AWS: '*' }, 'allow', 'none'],
  ['the role', { AWS: 'arn:aws:iam::111122223333:role/QuarterdeckViewer' }, 'allow', 'none'],
  ['the session', { AWS: 'arn:aws:sts::111122223333:assumed-role/QuarterdeckViewer/vic' }, 'allow', 'none'],
  ['another role', { AWS: 'arn:aws:iam::111122223333:role/Other' }, 'none', 'none'],
  [
    'a role with a wildcard, which AWS does not take',
    { AWS: 'arn:aws:iam::111122223333:role/*' },
    'none',
    'none',
  ],
  ['the account', { AWS: 'arn:aws:iam::111122223333:root' }, 'none', 'allow'],
  ['the account by number', { AWS: ['111122223333'] }, 'none', 'allow'],
  ['another account', { AWS: '444455556666' }, 'none', 'none'],
  ['a service', { Service: 'ssm.amazonaws.com' }, 'none', 'none'],
])('a policy that names %s', (_name, Principal, direct, account) => {
  expect(judge(Principal)).toEqual({ direct, account });
});

test('a federated principal is its provider and nothing else', () => {
  const provider = 'arn:aws:iam::111122223333:oidc-provider/127.0.0.1:4577/_oidc';
  const federated: Principal = { type: 'Federated', name: provider };
  expect(judge({ Federated: provider }, federated).direct).toBe('allow');
  expect(judge({ Federated: `${provider}2` }, federated).direct).toBe('none');
  expect(judge({ AWS: provider }, federated).direct).toBe('none');
});

test('a Deny through the account concerns everybody in it', () => {
  expect(judge({ AWS: '111122223333' }, viewer, 'Deny').account).toBe('deny');
});

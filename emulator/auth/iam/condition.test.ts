import { expect, test } from 'vitest';
import { allow, type Case, instance, judge, type Keys } from './testing/policy-case';

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

test.each(conditions)('$why', (it) => {
  expect(judge(it)).toBe(it.answer);
});

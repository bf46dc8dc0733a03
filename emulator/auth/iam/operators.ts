import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { arnMatches } from './arn-match';
import { compilePattern, type PatternRules } from './pattern';

/** Whether one value of the request fits one value of the policy. */
type Compare = (wanted: string, given: string, rules: PatternRules) => boolean;

interface Operator {
  readonly compare: Compare;
  /** `StringNotEquals` and its like: true when no value of the policy fits, and when the key is absent. */
  readonly negated: boolean;
}

const text =
  (wildcards: boolean, ignoreCase: boolean): Compare =>
  (wanted, given, rules) =>
    compilePattern(wanted, { ...rules, wildcards, ignoreCase })?.test(given) ?? false;

const number =
  (holds: (given: number, wanted: number) => boolean): Compare =>
  (wanted, given) =>
    holds(Number(given), Number(wanted));

const date =
  (holds: (given: number, wanted: number) => boolean): Compare =>
  (wanted, given) =>
    holds(instant(given), instant(wanted));

/** Dates are ISO 8601 or epoch seconds (IAM User Guide, Date condition operators). */
const instant = (value: string) => (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value));

const bool: Compare = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

function inNetwork(wanted: string, given: string): boolean {
  const [network = '', bits] = wanted.split('/');
  const address = given.replace(/^::ffff:(?=\d+\.)/i, '');
  const list = new BlockList();
  if (isIPv4(network)) list.addSubnet(network, Number(bits ?? 32), 'ipv4');
  else if (isIPv6(network)) list.addSubnet(network, Number(bits ?? 128), 'ipv6');
  return isIPv4(address) ? list.check(address, 'ipv4') : isIPv6(address) && list.check(address, 'ipv6');
}

const is = (compare: Compare): Operator => ({ compare, negated: false });
const isNot = (compare: Compare): Operator => ({ compare, negated: true });

/** IAM's condition operators by name (IAM User Guide, IAM JSON policy elements: Condition operators). */
export const operators: Readonly<Record<string, Operator>> = {
  StringEquals: is(text(false, false)),
  StringNotEquals: isNot(text(false, false)),
  StringEqualsIgnoreCase: is(text(false, true)),
  StringNotEqualsIgnoreCase: isNot(text(false, true)),
  StringLike: is(text(true, false)),
  StringNotLike: isNot(text(true, false)),
  NumericEquals: is(number((given, wanted) => given === wanted)),
  NumericNotEquals: isNot(number((given, wanted) => given === wanted)),
  NumericLessThan: is(number((given, wanted) => given < wanted)),
  NumericLessThanEquals: is(number((given, wanted) => given <= wanted)),
  NumericGreaterThan: is(number((given, wanted) => given > wanted)),
  NumericGreaterThanEquals: is(number((given, wanted) => given >= wanted)),
  DateEquals: is(date((given, wanted) => given === wanted)),
  DateNotEquals: isNot(date((given, wanted) => given === wanted)),
  DateLessThan: is(date((given, wanted) => given < wanted)),
  DateLessThanEquals: is(date((given, wanted) => given <= wanted)),
  DateGreaterThan: is(date((given, wanted) => given > wanted)),
  DateGreaterThanEquals: is(date((given, wanted) => given >= wanted)),
  Bool: is(bool),
  BinaryEquals: is((wanted, given) => wanted === given),
  IpAddress: is(inNetwork),
  NotIpAddress: isNot(inNetwork),
  ArnEquals: is(arnMatches),
  ArnLike: is(arnMatches),
  ArnNotEquals: isNot(arnMatches),
  ArnNotLike: isNot(arnMatches),
};

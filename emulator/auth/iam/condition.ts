import { operators } from './operators';
import type { PatternRules } from './pattern';
import type { Statement } from './policy';
import type { RequestContext } from './request-context';

type Conditions = NonNullable<Statement['Condition']>;

interface OperatorName {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

/** Reads `ForAnyValue:StringLikeIfExists`; undefined for what IAM does not have. */
export function readOperatorName(name: string): OperatorName | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name);
  const [, set, base = '', ifExists] = match ?? [];
  if (base !== 'Null' && !Object.hasOwn(operators, base)) return undefined;
  const setName = set === 'ForAllValues' || set === 'ForAnyValue' ? set : undefined;
  return { set: setName, base, ifExists: ifExists !== undefined };
}

/** All operators and all keys of a Condition block must hold. */
export function conditionsHold(conditions: Conditions, rules: PatternRules): boolean {
  return Object.entries(conditions).every(([name, block]) =>
    Object.entries(block).every(([key, wanted]) => conditionHolds(name, key, wanted, rules)),
  );
}

function conditionHolds(name: string, key: string, wanted: readonly string[], rules: PatternRules): boolean {
  const read = readOperatorName(name);
  if (!read) return false;
  if (read.base === 'Null') return wanted.some((value) => isNull(rules.context, key) === (value === 'true'));
  const operator = operators[read.base];
  if (!operator) return false;
  const given = rules.context.values(key);
  if (given.length === 0) return absentHolds(read, operator.negated);
  const fits = (value: string) =>
    wanted.some((pattern) => operator.compare(pattern, value, rules)) !== operator.negated;
  // A single-valued operator on a key with several values: IAM advises against it; a negation must hold for all of them.
  const every = read.set === 'ForAllValues' || (read.set === undefined && operator.negated);
  return every ? given.every(fits) : given.some(fits);
}

const isNull = (context: RequestContext, key: string) => context.values(key).length === 0;

function absentHolds({ set, ifExists }: OperatorName, negated: boolean): boolean {
  if (set === 'ForAnyValue') return ifExists;
  return set === 'ForAllValues' || ifExists || negated;
}

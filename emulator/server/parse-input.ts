import type { z } from 'zod';
import { validationError } from './aws-error';

/** Checks a request against its shape; what does not fit is AWS's ValidationException, in AWS's form of words. */
export function parseInput<I>(shape: z.ZodType<I>, raw: unknown): I {
  const parsed = shape.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const list = issues.map((issue) => describeIssue(issue, raw)).join('; ');
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`;
  throw validationError(`${count}: ${list}`);
}

function describeIssue(issue: z.core.$ZodIssue, raw: unknown): string {
  const member = issue.path.map((part) => (typeof part === 'number' ? `${part + 1}.member` : part)).join('.');
  const value = shown(issue.path.reduce<unknown>(step, raw));
  return `Value ${value} at '${memberName(member)}' failed to satisfy constraint: ${constraint(issue)}`;
}

const step = (from: unknown, key: PropertyKey): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;

const shown = (value: unknown) =>
  value === undefined || value === null
    ? 'null'
    : `'${typeof value === 'object' ? JSON.stringify(value) : value}'`;

const memberName = (path: string) => path.charAt(0).toLowerCase() + path.slice(1);

function constraint(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return bound(issue.origin, 'greater than or equal to', issue.minimum);
  if (issue.code === 'too_big') return bound(issue.origin, 'less than or equal to', issue.maximum);
  if (issue.code === 'invalid_value')
    return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
  if (issue.code === 'invalid_format' && issue.format === 'regex')
    return `Member must satisfy regular expression pattern: ${issue.pattern ?? ''}`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'Member must not be null';
  return issue.message;
}

const bound = (origin: string, words: string, limit: number | bigint) =>
  `Member must have ${origin === 'string' || origin === 'array' ? 'length' : 'value'} ${words} ${limit}`;

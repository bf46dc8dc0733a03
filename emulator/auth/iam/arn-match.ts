import { compilePattern, type PatternRules } from './pattern';

/** `arn`, partition, service, Region, account, and the rest with its own colons. */
const arnParts = 6;

/**
 * Whether an ARN fits a pattern. Each of the six parts is compared on its own, so no wildcard reaches across a
 * colon before the resource (IAM User Guide, ARN condition operators; IAM JSON policy elements: Resource).
 */
export function arnMatches(pattern: string, arn: string, rules: PatternRules): boolean {
  if (pattern === '*') return true;
  const wanted = splitArn(pattern);
  const given = splitArn(arn);
  // IAM takes no shortened ARNs, and what is no ARN fits `*` only.
  if (wanted.length !== arnParts || given.length !== arnParts) return false;
  return wanted.every((part, at) =>
    compilePattern(part, { ...rules, wildcards: true })?.test(given[at] ?? ''),
  );
}

/** Splits at colons outside `${…}`: variables carry colons of their own. */
function splitArn(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (parts.length < arnParts - 1) {
    const at = /^(?:\$\{[^}]*\}|[^:])*/.exec(rest)?.[0].length ?? 0;
    if (at >= rest.length) break;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...parts, rest];
}

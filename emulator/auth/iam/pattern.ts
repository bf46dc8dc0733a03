import type { RequestContext } from './request-context';

/** How a pattern reads `${…}`: policies of Version 2008-10-17 have no variables (IAM User Guide, Policy variables). */
export interface PatternRules {
  readonly context: RequestContext;
  readonly variables: boolean;
  /** `*` and `?` match; without it they are ordinary characters (StringEquals). */
  readonly wildcards: boolean;
  readonly ignoreCase: boolean;
}

const variable = /\$\{([^}]*)\}/y;

/**
 * Makes a test of one policy string: wildcards and `${variables}` in, values in the place of variables taken
 * literally. Undefined when a variable has neither a value nor a default: then the element matches nothing.
 */
export function compilePattern(pattern: string, rules: PatternRules): RegExp | undefined {
  if (rules.variables && pattern.includes('${')) return compile(pattern, rules);
  const key = `${rules.wildcards} ${rules.ignoreCase} ${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const made = compile(pattern, { ...rules, variables: false });
  if (made && compiled.size < compiledMax) compiled.set(key, made);
  return made;
}

/** Patterns without variables mean the same for every request; policies are few, requests many. */
const compiled = new Map<string, RegExp>();
/** Policies of callers (AssumeRole's) are patterns too: they must not fill memory. */
const compiledMax = 5_000;

function compile(pattern: string, rules: PatternRules): RegExp | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; ) {
    variable.lastIndex = at;
    const found = rules.variables ? variable.exec(pattern) : null;
    if (found) {
      const value = variableValue(found[1] ?? '', rules.context);
      if (value === undefined) return undefined;
      source += escapeRegExp(value);
      at = variable.lastIndex;
      continue;
    }
    source += characterSource(pattern[at] ?? '', rules.wildcards);
    at += 1;
  }
  return new RegExp(`^${source}$`, rules.ignoreCase ? 'is' : 's');
}

function characterSource(char: string, wildcards: boolean): string {
  if (wildcards && char === '*') return '.*?';
  return wildcards && char === '?' ? '.' : escapeRegExp(char);
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'default'}` has a default. */
function variableValue(inner: string, context: RequestContext): string | undefined {
  if (inner === '*' || inner === '?' || inner === '$') return inner;
  const [, key = '', fallback] = /^\s*([^,]+?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inner) ?? [];
  const values = context.values(key);
  return values.length === 1 ? values[0] : fallback;
}

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

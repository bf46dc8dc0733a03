import { invalidParameter } from './shapes';

/**
 * Whether a message passes a filter pattern of terms: all of them, none of those with a minus, any of those with a question mark;
 * quotes hold a phrase together (CloudWatch Logs user guide, "Filter pattern syntax", unstructured log events).
 * Throws InvalidParameterException for JSON and column patterns and regular expressions.
 */
export function termsFilter(pattern: string): (message: string) => boolean {
  if (/^\s*[{[%]/.test(pattern))
    throw invalidParameter(
      'The emulator knows filter patterns of terms; not of JSON, columns or regular expressions.',
    );
  const terms = [...pattern.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/g)].map(
    ([, sign = '', quoted, bare = '']) => ({ sign, text: quoted?.replace(/\\(.)/g, '$1') ?? bare }),
  );
  const of = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, none, any] = [of(''), of('-'), of('?')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    !none.some((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text)));
}

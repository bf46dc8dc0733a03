import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './config-error';
import { type ConsoleConfig, consoleConfig } from './console-config';
import { crossCheck, type Mistake } from './cross-check';

/** Reads and checks the file. Throws ConfigError whose lines are `file:line: field: what is wrong`. */
export function readConfig(file: string): ConsoleConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError([`QUARTERDECK_CONFIG: cannot read ${file}`]);
  }
  return parseConfig(text, file);
}

/** The same for text that is already read; `file` is only named in errors. */
export function parseConfig(text: string, file: string): ConsoleConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`),
    );
  }
  const say = ({ path, message }: Mistake): string =>
    `${file}:${lineOf(path)}: ${fieldText(path) || 'the file'}: ${message}`;
  const lineOf = (path: Mistake['path']): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = consoleConfig.safeParse(document.toJS());
  const mistakes = parsed.success ? crossCheck(parsed.data) : parsed.error.issues.flatMap(mistakesOf);
  if (parsed.success && mistakes.length === 0) return parsed.data;
  throw new ConfigError(mistakes.map(say));
}

/** A key that nobody knows is pointed at itself, not at the map that holds it. */
function mistakesOf(issue: {
  path: PropertyKey[];
  message: string;
  code?: string;
  keys?: string[];
}): Mistake[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code !== 'unrecognized_keys' || !issue.keys) return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: 'is not a setting' }));
}

/** `grants[1].roles[0]`, as people write it. */
const fieldText = (path: Mistake['path']): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');

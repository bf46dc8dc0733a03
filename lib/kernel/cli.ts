/**
 * AWS CLI commands as text that a person can paste into a POSIX shell and get exactly what the button did.
 * Nothing secret may be given here: secrets go on the command line as `file://…` or are read by the shell.
 */

/** What an option may be: a text, a number, a flag (true: `--flag`, false: `--no-flag`), a list, or a structure (as JSON). */
export type CliValue = string | number | boolean | readonly string[] | object | undefined;

/** Characters no POSIX shell gives a meaning to anywhere in a word. `~` and `=` are left out: they do at some places. */
const plainWord = /^[A-Za-z0-9_@%+:,./-]+$/;

/** One word for a POSIX shell (sh, bash, zsh), quoted only where it must be. Newlines stay as they are inside the quotes. */
export const shellWord = (text: string): string =>
  plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** `fooBarID` and `FooBar` as the AWS CLI spells options: `--foo-bar-id`, `--foo-bar`. */
const optionName = (key: string): string =>
  `--${key
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()}`;

function optionWords(key: string, value: CliValue): string[] {
  if (value === undefined) return [];
  const name = optionName(key);
  if (value === true) return [name];
  if (value === false) return [name.replace('--', '--no-')];
  if (typeof value === 'string') return textOption(name, value);
  if (typeof value === 'number') return [name, String(value)];
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    return listOption(name, value);
  return [name, JSON.stringify(value)];
}

/** A value that begins with `-` would be read as an option of its own: it is tied on with `=`. */
const textOption = (name: string, value: string): string[] =>
  value.startsWith('-') ? [`${name}=${value}`] : [name, value];

/** A list with awkward members goes as JSON, which the CLI reads for every list option; a plain one as words. */
const listOption = (name: string, values: readonly string[]): string[] =>
  values.length === 0 || values.some((value) => /^[-[{]|^$|:\/\//.test(value))
    ? [name, JSON.stringify(values)]
    : [name, ...values];

/**
 * `aws <service> <operation> --option value …`, quoted for a POSIX shell. Options come out in the order given;
 * undefined ones are left out; keys are camelCase (or AWS's PascalCase) and become kebab-case.
 *
 * @example awsCli('ssm', 'start-session', { target: 'i-0abc', region: 'eu-west-1' })
 * // aws ssm start-session --target i-0abc --region eu-west-1
 */
export function awsCli(
  service: string,
  operation: string,
  options: Readonly<Record<string, CliValue>>,
): string {
  const words = Object.entries(options).flatMap(([key, value]) => optionWords(key, value));
  return ['aws', service, operation, ...words].map(shellWord).join(' ');
}

/** Several commands in the order in which they must run, one a line. */
export const cliLines = (commands: readonly string[]): string => commands.join('\n');

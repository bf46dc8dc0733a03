/** The console cannot start like this. Each line says one thing to mend, with where; no value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

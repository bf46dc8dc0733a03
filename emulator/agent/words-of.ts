const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs;
const quoted = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs;

/** Splits a command line into words as a shell's quoting has it; there is no other shell syntax in it. */
export function wordsOf(commandLine: string): string[] {
  return (commandLine.match(word) ?? []).map((text) =>
    text.replace(quoted, (_all, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(["\\$`])/g, '$1'),
    ),
  );
}

/**
 * A session's log as text that can be read: what a terminal would only obey (colours, titles, cursor moves) is left
 * out, a carriage return starts its line anew, a backspace takes a character back. The log itself stays as it is.
 */
export function readableLog(log: string): string {
  return log
    .replace(commands, '')
    .split('\n')
    .map((line) => rubbedOut(lastWriting(line)))
    .join('\n');
}

/** ECMA-48: control sequences (CSI), control strings (OSC, DCS, APC, PM, SOS) up to their end, and two-character escapes. */
const commands = new RegExp(
  [
    '\\x1b\\[[0-?]*[ -/]*[@-~]',
    '\\x1b[\\]PX^_][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?',
    '\\x1b[ -/]*[0-~]',
    '[\\x00-\\x07\\x0b\\x0c\\x0e-\\x1f\\x7f]',
  ].join('|'),
  'g',
);

/** What stands in a line after its carriage returns: each overwrites from the left as far as it goes. */
function lastWriting(line: string): string {
  const parts = line.split('\r').filter((part, at, all) => part !== '' || at < all.length - 1);
  return parts.reduce((shown, part) => part + shown.slice(part.length), '');
}

function rubbedOut(line: string): string {
  if (!line.includes('\b')) return line;
  const kept: string[] = [];
  for (const character of line) {
    if (character === '\b') kept.pop();
    else kept.push(character);
  }
  return kept.join('');
}

import type { IBuffer, Terminal } from '@xterm/xterm';

/** Scrollback and screen as plain text: lines that were only wrapped are one again, blank lines at the end are gone. */
export function plainText({ buffer }: Terminal): string {
  const lines: string[] = [];
  // What a full-screen program draws is of the moment; the shell's own screen is what is kept.
  const shell: IBuffer = buffer.normal;
  for (let at = 0; at < shell.length; at += 1) {
    const line = shell.getLine(at);
    if (!line) continue;
    const text = line.translateToString(!shell.getLine(at + 1)?.isWrapped);
    if (line.isWrapped && lines.length > 0) lines.push(`${lines.pop()}${text}`);
    else lines.push(text);
  }
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

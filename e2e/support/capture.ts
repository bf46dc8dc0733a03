import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** A program on a terminal of that size, and keys that are pressed each when its text is on the screen. */
export interface Act {
  readonly command: string;
  readonly steps: readonly { readonly when: RegExp; readonly keys: string }[];
  /** The capture ends with this. */
  readonly until: RegExp;
  /** Ends what the program would leave running. */
  readonly after?: string;
}

/** All bytes that the program wrote up to there, as latin-1. Throws when it ends or stands still sooner. */
export async function capture({ command, steps, until, after }: Act, { cols, rows }: Size): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'quarterdeck-capture-'));
  writeFileSync(join(cwd, 'text.txt'), sample);
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, TERM: 'xterm-256color', LANG: 'C.UTF-8' };
  const pty = spawn('/bin/sh', ['-c', command], {
    name: 'xterm-256color',
    cols,
    rows,
    cwd,
    env,
    encoding: null,
  });
  let bytes = '';
  let seen = '';
  const left = [...steps];
  try {
    await new Promise<void>((done, fail) => {
      pty.onExit(() => fail(new Error(`${command} ended before ${until}: ${bytes.slice(-500)}`)));
      // Without an encoding it gives buffers, whatever its types say.
      pty.onData((data: string | Buffer) => {
        const text = Buffer.from(data).toString('latin1');
        bytes += text;
        seen += text;
        const [next] = left;
        if (next?.when.test(seen)) {
          left.shift();
          seen = '';
          pty.write(next.keys);
        } else if (!next && until.test(seen)) done();
      });
    });
  } finally {
    pty.kill('SIGKILL');
    if (after) spawn('/bin/sh', ['-c', after], { cwd, env });
  }
  return bytes;
}

/** CJK (wide), emoji, combining marks, right-to-left, tabs, and a line longer than any screen. */
export const sample = [
  'plain text, tabs:\ta\tb',
  'wide: 漢字かな 한국어 全角',
  'emoji: 👍 🚀 ✅ ❤ ☂',
  'combining: é ñ å q̃',
  'right to left: שלום עולם مرحبا',
  'box: ┌─┬─┐ │x│ └─┴─┘ ▲▼ ░▒▓',
  `long: ${'0123456789'.repeat(40)}`,
  ...Array.from({ length: 200 }, (_, line) => `line ${line + 1} of the sample`),
  '',
].join('\n');

import { spawn } from '@lydell/node-pty';
import type { Program } from './agent-program';

/** The part of a PTY that is used. `write` takes bytes as they are, which the library's own types do not say. */
interface Pty {
  write(bytes: Buffer | string): void;
  resize(cols: number, rows: number): void;
  pause(): void;
  resume(): void;
  kill(): void;
}

/**
 * A real command in a real PTY. AWS's agent gives TERM and, where unset, LANG (data-channel paper section 11.1).
 * A child that ends while the PTY is paused for over 200 ms loses what was not read: node-pty destroys the socket then.
 */
export function ptyProgram(
  command = '/bin/sh',
  args: string[] = [],
  env: Record<string, string | undefined> = process.env,
): Program {
  let pty: Pty | undefined;
  return {
    start(host) {
      const child = spawn(command, args, {
        name: 'xterm-256color',
        env: { LANG: 'C.UTF-8', ...env, TERM: 'xterm-256color' },
        encoding: null, // bytes as they are; the types still say string
      });
      child.onData((data) => host.output(Buffer.from(data)));
      child.onExit(({ exitCode }) => {
        pty = undefined; // writing to or resizing a PTY that ended throws
        host.exit(exitCode);
      });
      pty = child;
    },
    input: (bytes) => pty?.write(bytes),
    resize: (cols, rows) => pty?.resize(cols, rows),
    pause: () => pty?.pause(),
    resume: () => pty?.resume(),
    kill: () => pty?.kill(),
  };
}

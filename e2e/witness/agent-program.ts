import type { ShellRequest } from './shell-request';

/** What a program may do to its session. */
export interface ProgramHost {
  output(bytes: Uint8Array | string): void;
  errorOutput(bytes: Uint8Array | string): void;
  /** Once. The session then drains, says Terminating and ends. */
  exit(code: number): void;
}

/** What runs behind an agent's session in place of a shell. */
export interface Program {
  start(host: ProgramHost): void;
  input(bytes: Buffer): void;
  resize(cols: number, rows: number): void;
  /** Stop producing output: the window is full or the service paused the agent. A real PTY's child blocks. */
  pause(): void;
  resume(): void;
  /** The session was cancelled. */
  kill(): void;
}

export type ProgramFactory = (request: ShellRequest) => Program;

/** Shows a prompt, sends every input back as it is, reports sizes as `[cols x rows]`, ends on Ctrl-D. */
export function echoProgram(prompt = '$ '): Program {
  let host: ProgramHost | undefined;
  return {
    start(own) {
      host = own;
      host.output(prompt);
    },
    input(bytes) {
      const end = bytes.indexOf(0x04);
      const echoed = end < 0 ? bytes : bytes.subarray(0, end);
      if (echoed.length > 0) host?.output(echoed);
      if (end >= 0) host?.exit(0);
    },
    resize: (cols, rows) => host?.output(`[${cols} x ${rows}]`),
    pause() {},
    resume() {},
    kill() {},
  };
}

/** The bytes `numberedLines` sends: `1\n2\n3\n…`, so that a lost, doubled or moved piece shows. */
export const numberedText = (lines: number) =>
  Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join('');

/** Sends numbered lines as fast as it may, then ends by itself or waits for Ctrl-D when `thenWaits`. */
export function numberedLines(lines: number, options: { thenWaits?: boolean } = {}): Program {
  let host: ProgramHost | undefined;
  let next = 1;
  let paused = false;
  const run = () => {
    for (; next <= lines && !paused; next += 1) host?.output(`${next}\n`);
    if (next > lines && !options.thenWaits) host?.exit(0);
  };
  return {
    start(own) {
      host = own;
      run();
    },
    input(bytes) {
      if (bytes.includes(0x04)) host?.exit(0);
    },
    resize() {},
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      run();
    },
    kill() {},
  };
}

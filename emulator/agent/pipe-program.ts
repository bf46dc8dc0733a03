import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Program, ProgramEvents } from './program';
import type { Command } from './pty-program';

const interruptByte = 0x03;
const quitByte = 0x1c;

/** A program without terminal and without input, as NonInteractiveCommands run (data-channel paper section 11.6). */
export class PipeProgram implements Program {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #over = false;

  /** A program that cannot be started says so on its error stream and exits with 127. */
  constructor(
    command: Command,
    private readonly events: ProgramEvents,
  ) {
    // Not a literal: frameworks declare variables that every environment must have, and this one has its own list.
    const env: NodeJS.ProcessEnv = Object.create(null);
    this.#child = spawn(command.file, [...command.args], {
      cwd: command.cwd,
      env: Object.assign(env, command.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, which kill() ends as a whole.
      detached: true,
    });
    this.#child.stdout.on('data', (bytes: Buffer) => events.output(bytes, 'output'));
    this.#child.stderr.on('data', (bytes: Buffer) => events.output(bytes, 'error'));
    this.#child.once('error', (error) => {
      events.output(Buffer.from(`${error.message}\n`), 'error');
      this.#exited(127);
    });
    this.#child.once('close', (code) => this.#exited(code ?? 1));
    this.read(false);
  }

  /** Only the interrupt and quit keys mean anything to it. */
  write(bytes: Uint8Array): void {
    const key = bytes.find((byte) => byte === interruptByte || byte === quitByte);
    if (key !== undefined) this.#signal(key === interruptByte ? 'SIGINT' : 'SIGQUIT');
  }

  resize(): void {}

  read(reading: boolean): void {
    for (const stream of [this.#child.stdout, this.#child.stderr])
      if (reading) stream.resume();
      else stream.pause();
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#over || this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // It has ended by itself meanwhile.
    }
  }

  #exited(code: number): void {
    if (this.#over) return;
    this.#over = true;
    this.events.exited(code);
  }
}

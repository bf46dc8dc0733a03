import { Socket } from 'node:net';
import { type IPty, spawn } from '@lydell/node-pty';
import type { TerminalSize } from '@/lib/data-channel';
import type { Program, ProgramEvents } from './program';

/** Input that waits for a program which does not read: past it the client is asked to send again later. */
const waitingInputBytesMax = 256 * 1024;
/** How often a program that is not read is looked at: see `watchWhileStopped`. */
const aliveCheckMs = 50;

/** A program may take this long to end after the terminal was hung up. */
const hangUpMsMax = 1000;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A program on a pseudo-terminal. */
export class PtyProgram implements Program {
  readonly #pty: IPty;
  readonly #socket: Socket;
  #over = false;
  #takesInput = true;
  #watch: NodeJS.Timeout | undefined;

  /** Throws where the program cannot be started. */
  constructor(
    command: Command,
    private readonly events: ProgramEvents,
  ) {
    this.#pty = spawn(command.file, [...command.args], {
      name: 'xterm-256color',
      cols: 80,
      rows: 24,
      cwd: command.cwd,
      env: { ...command.env },
      encoding: null,
    });
    this.#socket = socketOf(this.#pty);
    this.#socket.on('data', (bytes: Buffer) => events.output(bytes, 'output'));
    this.#socket.on('drain', () => this.#drained());
    this.#pty.onExit(({ exitCode }) => this.#exited(exitCode));
    this.read(false);
  }

  write(bytes: Uint8Array): void {
    if (this.#over) return;
    // A copy: the bytes may be a view of a socket's buffer.
    this.#socket.write(Buffer.from(bytes));
    if (!this.#takesInput || this.#socket.writableLength <= waitingInputBytesMax) return;
    this.#takesInput = false;
    this.events.takesInput(false);
  }

  resize({ cols, rows }: TerminalSize): void {
    if (!this.#over) this.#pty.resize(cols, rows);
  }

  read(reading: boolean): void {
    clearInterval(this.#watch);
    if (this.#over) return;
    if (reading) {
      this.#socket.resume();
      return;
    }
    this.#socket.pause();
    this.#watchWhileStopped();
  }

  kill(): void {
    if (this.#over) return;
    // A shell passes the hang-up on to its jobs; what ignores it is not waited for.
    signalGroup(this.#pty.pid, 'SIGHUP');
    setTimeout(() => {
      if (!this.#over) signalGroup(this.#pty.pid, 'SIGKILL');
    }, hangUpMsMax).unref();
  }

  /**
   * The library gives a terminal 200 ms after its program's end and then drops what was not read. A program that ends
   * while nobody reads it is therefore read at once: that is no more than the kernel held for it.
   */
  #watchWhileStopped(): void {
    this.#watch = setInterval(() => {
      if (!isAlive(this.#pty.pid)) this.read(true);
    }, aliveCheckMs);
  }

  #drained(): void {
    if (this.#takesInput) return;
    this.#takesInput = true;
    this.events.takesInput(true);
  }

  #exited(exitCode: number): void {
    clearInterval(this.#watch);
    this.#over = true;
    this.events.exited(exitCode);
  }
}

/**
 * The stream behind the terminal. The library's own interface has neither bytes nor back-pressure for input; its version
 * is pinned, and this says so when a newer one differs.
 */
function socketOf(pty: IPty): Socket {
  const socket: unknown = Reflect.get(pty, '_socket');
  if (!(socket instanceof Socket)) throw new Error('This version of node-pty keeps its stream elsewhere.');
  return socket;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}

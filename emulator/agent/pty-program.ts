import { readSync } from 'node:fs';
import { Socket } from 'node:net';
import { type IPty, spawn } from '@lydell/node-pty';
import type { TerminalSize } from '@/lib/data-channel';
import type { Program, ProgramEvents } from './program';

/** Input that waits for a program which does not read: past it the client is asked to send again later. */
const waitingInputBytesMax = 256 * 1024;
/** A terminal whose program has ended, while a job of it still has it open, is over after this much silence. */
const quietMs = 100;

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
  readonly #descriptor: number;
  #over = false;
  /** The program is gone, and its last output is being read whoever waits. */
  #ended = false;
  #takesInput = true;

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
    this.#descriptor = descriptorOf(this.#pty);
    this.#dropOnlyWhenRead();
    this.#socket.once('end', () => this.#readRest());
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
    if (reading || this.#ended) this.#socket.resume();
    else this.#socket.pause();
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
   * The library drops a terminal 200 ms after its program's end, with whatever was not read: on a busy machine, or while
   * nobody may read, that is the last of the output. Here it is dropped when nothing more comes.
   */
  #dropOnlyWhenRead(): void {
    const socket = this.#socket;
    const drop = socket.destroy.bind(socket);
    socket.destroy = (error?: Error) => {
      // The kernel says EIO when everything was read and nobody has the terminal open any more.
      if (error || this.#socket.readableEnded) return drop(error);
      this.#ended = true;
      this.read(true);
      this.#dropWhenQuiet(socket.bytesRead, drop);
      return socket;
    };
  }

  #dropWhenQuiet(bytesRead: number, drop: () => void): void {
    const look = () => {
      if (this.#socket.bytesRead === bytesRead) drop();
      else this.#dropWhenQuiet(this.#socket.bytesRead, drop);
    };
    // The immediate comes after a look at the terminal, however late the timer was.
    setTimeout(() => setImmediate(look), quietMs);
  }

  /**
   * Node takes a hang-up after a short read for the end of a stream, but a terminal gives 4 kB at a time however much it
   * still holds. What is left is read here, while the descriptor is still open.
   */
  #readRest(): void {
    for (let bytes = readTerminal(this.#descriptor); bytes; bytes = readTerminal(this.#descriptor))
      this.events.output(bytes, 'output');
  }

  #drained(): void {
    if (this.#takesInput) return;
    this.#takesInput = true;
    this.events.takesInput(true);
  }

  #exited(exitCode: number): void {
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

function descriptorOf(pty: IPty): number {
  const descriptor: unknown = Reflect.get(pty, 'fd');
  if (typeof descriptor !== 'number') throw new Error('This version of node-pty has no descriptor.');
  return descriptor;
}

/** What the kernel still holds of a terminal that hung up, a piece at a time; undefined when that was all. */
function readTerminal(descriptor: number): Buffer | undefined {
  const bytes = Buffer.alloc(65_536);
  try {
    const length = readSync(descriptor, bytes);
    return length > 0 ? bytes.subarray(0, length) : undefined;
  } catch {
    return undefined;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}

import type { TerminalSize } from '@/lib/data-channel';

/** What a running program tells the session it belongs to. */
export interface ProgramEvents {
  output(bytes: Uint8Array, stream: 'output' | 'error'): void;
  /** It is over and everything it wrote was handed on. */
  exited(exitCode: number): void;
  /** Whether it can take input now; starts as yes. */
  takesInput(takes: boolean): void;
}

/** A program of a session, however it is run. Nothing is read from it before `read(true)`. */
export interface Program {
  write(bytes: Uint8Array): void;
  resize(size: TerminalSize): void;
  /** Goes on or stops reading its output; stopped, the program blocks when its pipe is full. */
  read(reading: boolean): void;
  /** Ends it; a shell takes its jobs along. */
  kill(): void;
}

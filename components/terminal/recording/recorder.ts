/** What the bar and the pane show of a recording. */
export interface RecordingFacts {
  readonly startedAtMs: number;
  readonly withInput: boolean;
  /** The bound was reached: nothing more is added, what is there is whole. */
  readonly full: boolean;
}

export interface RecordingParts {
  readonly nowMs: () => number;
  readonly size: { readonly cols: number; readonly rows: number };
  readonly title: string;
  /** What people type is left out unless asked for: it holds what a screen hides, such as passwords. */
  readonly withInput: boolean;
  /** Draws what was on the screen before; may be empty. */
  readonly screen: string;
  /** Called once, when the bound is reached. */
  readonly onFull: () => void;
}

/** Characters of file text held in the page: some 64 MB of memory, hours of work or some minutes of a flood. */
export const recordingCharsMax = 32_000_000;

/**
 * One recording as an asciicast file, version 2 (docs.asciinema.org/manual/asciicast/v2): a header, then a line per
 * event with seconds since the start. Held in memory and never sent anywhere.
 */
export class Recorder {
  readonly #parts: RecordingParts;
  readonly #startedAtMs: number;
  readonly #lines: string[] = [];
  readonly #output = new TextDecoder();
  readonly #input = new TextDecoder();
  #chars = 0;
  #full = false;

  constructor(parts: RecordingParts) {
    this.#parts = parts;
    this.#startedAtMs = parts.nowMs();
    const { cols: width, rows: height } = parts.size;
    const timestamp = Math.floor(this.#startedAtMs / 1000);
    const env = { TERM: 'xterm-256color' };
    this.#add(JSON.stringify({ version: 2, width, height, timestamp, title: parts.title, env }));
    if (parts.screen) this.#event('o', parts.screen);
  }

  get facts(): RecordingFacts {
    return { startedAtMs: this.#startedAtMs, withInput: this.#parts.withInput, full: this.#full };
  }

  output(bytes: Uint8Array): void {
    this.#event('o', this.#output.decode(bytes, { stream: true }));
  }

  typed(bytes: Uint8Array): void {
    if (this.#parts.withInput) this.#event('i', this.#input.decode(bytes, { stream: true }));
  }

  resized({ cols, rows }: RecordingParts['size']): void {
    this.#event('r', `${cols}x${rows}`);
  }

  /** The whole file. */
  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #event(code: 'o' | 'i' | 'r', data: string): void {
    if (data === '' || this.#full) return;
    const seconds = (this.#parts.nowMs() - this.#startedAtMs) / 1000;
    this.#add(JSON.stringify([Number(seconds.toFixed(6)), code, data]));
  }

  #add(line: string): void {
    if (this.#chars + line.length > recordingCharsMax) {
      this.#full = true;
      this.#parts.onFull();
      return;
    }
    this.#chars += line.length;
    this.#lines.push(line);
  }
}

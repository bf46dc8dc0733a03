/** Where output goes. `drawn` is called once per write, when those bytes are on the screen. */
export interface Screen {
  write(bytes: Uint8Array, drawn: () => void): void;
  /** What draws the screen, and as much above it as fits into so many characters; '' when it does not fit. */
  snapshot?(charsMax: number): string;
}

/** The way of a shell's output to its screen: kept until there is one, counted as it is drawn. */
export class ShellOutput {
  readonly #drawn: (bytes: number) => void;
  #screen: Screen | null = null;
  #undrawn: Uint8Array[] = [];
  /** A screen that was drawn on another page: comes first and counts for nothing. */
  #earlier = '';
  #drawnBytes = 0;
  #session = 0;

  constructor(drawn: (bytes: number) => void) {
    this.#drawn = drawn;
  }

  /** Drawn since the last `begin`. */
  get drawnBytes(): number {
    return this.#drawnBytes;
  }

  /** A new session, or one gone on with: what is still being drawn of the one before counts no more. */
  begin(earlier = ''): void {
    this.#session += 1;
    this.#drawnBytes = 0;
    this.#undrawn = [];
    this.#earlier = earlier;
  }

  /** One screen at a time; what came before there was one is written first. */
  attach(screen: Screen): () => void {
    this.#screen = screen;
    if (this.#earlier !== '') screen.write(new TextEncoder().encode(this.#earlier), () => undefined);
    this.#earlier = '';
    for (const bytes of this.#undrawn.splice(0)) this.#draw(screen, bytes);
    return () => {
      if (this.#screen === screen) this.#screen = null;
    };
  }

  output(bytes: Uint8Array): void {
    if (this.#screen) this.#draw(this.#screen, bytes);
    else this.#undrawn.push(bytes);
  }

  snapshot(charsMax: number): string {
    if (this.#screen) return this.#screen.snapshot?.(charsMax) ?? '';
    return this.#earlier.length <= charsMax ? this.#earlier : '';
  }

  #draw(screen: Screen, bytes: Uint8Array): void {
    const session = this.#session;
    const { length } = bytes;
    screen.write(bytes, () => {
      if (session !== this.#session) return;
      this.#drawnBytes += length;
      this.#drawn(length);
    });
  }
}

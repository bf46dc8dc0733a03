import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ITheme, Terminal } from '@xterm/xterm';
import { pageNonce, strictDocument, strictRows, withNonce } from './strict-document';
import { openLink } from './terminal-links';
import { TerminalRenderer } from './terminal-renderer';
import { terminalSettings } from './terminal-settings';
import { terminalTheme } from './terminal-theme';

export interface TerminalLook {
  readonly dark: boolean;
  /** Lines are read out as they come. Costs speed, so only for those who need it. */
  readonly screenReader: boolean;
}

export interface TerminalEvents {
  /** UTF-8 of what the person typed or pasted, and the terminal's answers to the node. The bytes are the caller's. */
  readonly typed: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Columns and rows that fit; called once at the first fit and then on change. */
  readonly resized: (size: { cols: number; rows: number }) => void;
  /** The documented key to leave the terminal: Ctrl+Shift+Up. */
  readonly left: () => void;
}

/** Lines kept above the screen. 10,000 of 200 columns are some 25 MB a shell. */
const scrollbackLines = 10_000;
/** xterm lets the page draw and answer clicks between two writes, never within one: some 3 ms of work. */
const sliceBytesMax = 32_768;
/** A drag of the dock's edge gives dozens of sizes; the node hears of the last. */
const fitAfterMs = 80;

/**
 * One terminal: xterm.js without React. It owns an element that can be moved between hosts, so that a pane keeps
 * its screen while the page around it changes. Titles, clipboard and window operations asked for by the node are
 * off: xterm does them only when told how, and this does not.
 */
export class TerminalView {
  readonly element: HTMLDivElement;
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #renderer: TerminalRenderer;
  readonly #events: TerminalEvents;
  readonly #observer: ResizeObserver;
  readonly #unsubscribe: () => void;
  #look: TerminalLook;
  readonly #nonce = pageNonce();
  readonly #strict = strictDocument(document, this.#nonce);
  #fitTimer: ReturnType<typeof setTimeout> | null = null;
  #size = '';
  #opened = false;

  constructor(look: TerminalLook, events: TerminalEvents) {
    this.#events = events;
    this.#look = look;
    this.element = document.createElement('div');
    this.element.style.cssText = 'width: 100%; height: 100%';
    const { fontSizePx, drawing } = terminalSettings.get();
    const theme = this.#colour();
    this.#terminal = new Terminal({
      allowProposedApi: true,
      documentOverride: this.#strict,
      cursorBlink: false,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--qd-mono') || 'monospace',
      fontSize: fontSizePx,
      lineHeight: 1.2,
      scrollback: scrollbackLines,
      macOptionIsMeta: true,
      rightClickSelectsWord: false,
      screenReaderMode: look.screenReader,
      theme,
      linkHandler: { activate: openLink, allowNonHttpProtocols: false },
    });
    this.#renderer = new TerminalRenderer(this.#terminal, drawing, (make) => this.#guarded(make));
    this.#observer = new ResizeObserver(() => this.#fitSoon());
    this.#addOns();
    this.#listen();
    this.#unsubscribe = terminalSettings.subscribe(() => this.#restyle());
  }

  /** Shows it in `host`, at the size of it. The first call draws it. */
  mount(host: HTMLElement): void {
    host.append(this.element);
    if (!this.#opened) {
      this.#opened = true;
      this.#guarded(() => this.#terminal.open(this.element));
      // The fit addon counts the padding of xterm's own element and of no other.
      if (this.#terminal.element) this.#terminal.element.style.padding = '4px 0 4px 12px';
    }
    this.#observer.observe(this.element);
    this.fit();
  }

  /** Takes it off the page; what is written meanwhile is kept. */
  unmount(): void {
    this.#observer.disconnect();
    this.#renderer.release();
    this.element.remove();
  }

  /** A hidden pane gives its WebGL context back and keeps its size. */
  show(visible: boolean): void {
    this.#renderer.show(visible && this.#opened);
    if (visible) this.fit();
  }

  look(look: TerminalLook): void {
    this.#look = look;
    this.#restyle();
  }

  /** `drawn` is called once the bytes are parsed: the sign to send more. */
  write(bytes: Uint8Array | string, drawn?: () => void): void {
    let rest = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    for (; rest.length > sliceBytesMax; rest = rest.subarray(sliceBytesMax))
      this.#terminal.write(rest.subarray(0, sliceBytesMax));
    this.#terminal.write(rest, drawn);
  }

  focus(): void {
    this.#terminal.focus();
  }

  fit(): void {
    if (!this.#opened || this.element.clientWidth === 0 || this.element.clientHeight === 0) return;
    this.#guarded(() => this.#fit.fit());
    const { cols, rows } = this.#terminal;
    if (`${cols}x${rows}` === this.#size) return;
    this.#size = `${cols}x${rows}`;
    this.#events.resized({ cols, rows });
  }

  dispose(): void {
    if (this.#fitTimer !== null) clearTimeout(this.#fitTimer);
    this.#unsubscribe();
    this.unmount();
    this.#terminal.dispose();
  }

  #guarded<T>(make: () => T): T {
    const made = withNonce(document, this.#nonce, make);
    strictRows(this.#terminal, this.#strict);
    return made;
  }

  #restyle(): void {
    const { fontSizePx, drawing } = terminalSettings.get();
    const theme = this.#colour();
    this.#guarded(() =>
      Object.assign(this.#terminal.options, {
        theme,
        fontSize: fontSizePx,
        screenReaderMode: this.#look.screenReader,
      }),
    );
    this.#renderer.draw(drawing);
    this.fit();
  }

  /** What is left beside the last column has the terminal's colour too. */
  #colour(): ITheme {
    const theme = terminalTheme(terminalSettings.get().palette, this.#look.dark);
    this.element.style.background = theme.background ?? '';
    return theme;
  }

  #addOns(): void {
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
    this.#terminal.loadAddon(new WebLinksAddon(openLink));
  }

  #listen(): void {
    const utf8 = new TextEncoder();
    this.#terminal.onData((text) => this.#events.typed(utf8.encode(text)));
    // Mouse reports of old protocols: characters that stand for single bytes.
    this.#terminal.onBinary((text) =>
      this.#events.typed(Uint8Array.from(text, (char) => char.charCodeAt(0))),
    );
    this.#terminal.attachCustomKeyEventHandler((event) => !this.#leaves(event));
  }

  #leaves(event: KeyboardEvent): boolean {
    if (!(event.ctrlKey && event.shiftKey && event.key === 'ArrowUp')) return false;
    event.preventDefault();
    if (event.type === 'keydown') this.#events.left();
    return true;
  }

  #fitSoon(): void {
    if (this.#fitTimer !== null) clearTimeout(this.#fitTimer);
    this.#fitTimer = setTimeout(() => this.fit(), fitAfterMs);
  }
}

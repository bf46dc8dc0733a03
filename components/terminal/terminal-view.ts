import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { SerializeAddon } from '@xterm/addon-serialize';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ITheme, Terminal } from '@xterm/xterm';
import { copyText } from '../copy-text';
import { boundLinks } from './link-bound';
import { holdOffRequests } from './node-requests';
import { PaneStore } from './pane-store';
import { needsLook, pasteBytes, planPaste } from './paste/paste-plan';
import { plainText } from './screen-text';
import { TerminalSearch } from './search/terminal-search';
import { pageNonce, strictDocument, strictRows, withNonce } from './strict-document';
import { platformOf, terminalKey } from './terminal-keys';
import { asksFor } from './terminal-links';
import { TerminalRecording } from './terminal-recording';
import { TerminalRenderer } from './terminal-renderer';
import { terminalSettings } from './terminal-settings';
import { terminalTheme } from './terminal-theme';
import { type TypedBy, watchTyping } from './typed-by';

export interface TerminalLook {
  readonly dark: boolean;
  /** Lines are read out as they come. Costs speed, so only for those who need it. */
  readonly screenReader: boolean;
}

export interface TerminalEvents {
  /** UTF-8 of what the person typed or pasted, and the terminal's answers to the node. The bytes are the caller's. */
  readonly typed: (bytes: Uint8Array<ArrayBuffer>, by: TypedBy) => void;
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
/** A node may ring as often as it likes; the edge lights up at most this often. */
const bellEveryMs = 500;

/**
 * One terminal: xterm.js without React. It owns an element that can be moved between hosts, so that a pane keeps
 * its screen while the page around it changes. What it asks of the person (`pane`) is drawn by `TerminalFurniture`.
 * What a node may ask of it: `node-requests.ts`.
 */
export class TerminalView {
  readonly element: HTMLDivElement;
  readonly pane = new PaneStore();
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #serialize = new SerializeAddon();
  readonly #renderer: TerminalRenderer;
  readonly #recording = new TerminalRecording(this.pane);
  readonly #events: TerminalEvents;
  readonly #observer: ResizeObserver;
  readonly #unsubscribe: () => void;
  readonly #nonce = pageNonce();
  readonly #strict = strictDocument(document, this.#nonce);
  readonly #platform = platformOf(navigator.platform);
  #look: TerminalLook;
  #search: TerminalSearch | null = null;
  #fitTimer: ReturnType<typeof setTimeout> | null = null;
  #bellAtMs = 0;
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
      linkHandler: { activate: this.#askLink, allowNonHttpProtocols: false },
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
    this.#recording.current?.output(rest);
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
    this.#recording.current?.resized({ cols, rows });
    this.#events.resized({ cols, rows });
  }

  /** What a person pastes, by whatever way: sent, or first shown to them (`pane.paste`). */
  paste(text: string): void {
    if (text === '') return;
    const plan = planPaste(text);
    const askForLines = terminalSettings.get().askBeforePaste;
    if (needsLook(plan, { askForLines, bracketed: this.#bracketed })) this.pane.change({ paste: plan });
    else this.sendPaste(text);
  }

  /** Sends without asking, in brackets where the program wants them. */
  sendPaste(text: string): void {
    this.pane.change({ paste: null });
    this.send(pasteBytes(text, this.#bracketed));
    this.focus();
  }

  /** Bytes of a person's doing, as they are. They are given away. */
  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.#recording.current?.typed(bytes);
    this.#events.typed(bytes, 'person');
  }

  /** False where nothing is selected or the browser refuses. */
  async copySelection(): Promise<boolean> {
    const text = this.#terminal.getSelection();
    return text !== '' && (await copyText(text));
  }

  selectAll(): void {
    this.#terminal.selectAll();
  }

  /** Forgets the scrollback. The node is told nothing. */
  clear(): void {
    this.#terminal.clear();
  }

  get search(): TerminalSearch {
    this.#search ??= new TerminalSearch(this.#terminal);
    return this.#search;
  }

  /** Scrollback and screen as a text file. */
  text(): string {
    return plainText(this.#terminal);
  }

  /**
   * Escape sequences that draw the screen and as much above it as fits into `charsMax`; '' when not even the screen
   * does. Synchronous.
   */
  snapshot(charsMax: number): string {
    for (let scrollback = scrollbackLines; ; scrollback = Math.floor(scrollback / 4)) {
      const text = this.#serialize.serialize({ scrollback });
      if (text.length <= charsMax) return text;
      if (scrollback === 0) return '';
    }
  }

  startRecording(title: string, withInput: boolean): void {
    const { cols, rows } = this.#terminal;
    const screen = this.#serialize.serialize({ scrollback: 0 });
    this.#recording.start(title, withInput, { size: { cols, rows }, screen });
  }

  /** The asciicast file; null when nothing was being recorded. */
  stopRecording(): string | null {
    return this.#recording.stop();
  }

  dispose(): void {
    if (this.#fitTimer !== null) clearTimeout(this.#fitTimer);
    this.#unsubscribe();
    this.unmount();
    this.#terminal.dispose();
  }

  get #bracketed(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  readonly #askLink = asksFor((link) => this.pane.change({ link }));

  #guarded<T>(make: () => T): T {
    const made = withNonce(document, this.#nonce, make);
    strictRows(this.#terminal, this.#strict);
    return made;
  }

  #restyle(): void {
    const { fontSizePx, drawing } = terminalSettings.get();
    const theme = this.#colour();
    const { screenReader } = this.#look;
    this.#guarded(() =>
      Object.assign(this.#terminal.options, { theme, fontSize: fontSizePx, screenReaderMode: screenReader }),
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
    this.#terminal.loadAddon(this.#serialize);
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
    this.#terminal.loadAddon(new WebLinksAddon(this.#askLink));
    holdOffRequests(this.#terminal);
    boundLinks(this.#terminal);
  }

  #listen(): void {
    const utf8 = new TextEncoder();
    const typedBy = watchTyping(this.#terminal);
    this.#terminal.onData((text) => {
      const by = typedBy(text);
      const bytes = utf8.encode(text);
      if (by === 'person') this.send(bytes);
      else this.#events.typed(bytes, by);
    });
    // Mouse reports of old protocols: characters that stand for single bytes.
    this.#terminal.onBinary((text) =>
      this.#events.typed(
        Uint8Array.from(text, (char) => char.charCodeAt(0)),
        'terminal',
      ),
    );
    this.#terminal.onBell(() => this.#bell());
    this.#terminal.onSelectionChange(() => {
      if (terminalSettings.get().copyOnSelect) void this.copySelection();
    });
    this.#terminal.attachCustomKeyEventHandler((event) => this.#isForShell(event));
    // Before xterm's own listener, which would send without a look.
    this.element.addEventListener('paste', (event) => this.#pasted(event), { capture: true });
  }

  #pasted(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.paste(event.clipboardData?.getData('text/plain') ?? '');
  }

  #bell(): void {
    const nowMs = performance.now();
    if (!terminalSettings.get().visibleBell || nowMs - this.#bellAtMs < bellEveryMs) return;
    this.#bellAtMs = nowMs;
    this.pane.change({ bells: this.pane.get().bells + 1 });
  }

  #isForShell(event: KeyboardEvent): boolean {
    const key = terminalKey(event, this.#platform, this.#terminal.hasSelection());
    if (key === null) return true;
    if (key !== 'browser') event.preventDefault();
    if (event.type !== 'keydown') return false;
    if (key === 'copy') void this.copySelection();
    if (key === 'search') this.pane.change({ searching: true });
    if (key === 'leave') this.#events.left();
    return false;
  }

  #fitSoon(): void {
    if (this.#fitTimer !== null) clearTimeout(this.#fitTimer);
    this.#fitTimer = setTimeout(() => this.fit(), fitAfterMs);
  }
}

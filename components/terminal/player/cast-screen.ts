import '@xterm/xterm/css/xterm.css';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/xterm';
import { boundLinks } from '../link-bound';
import { holdOffRequests } from '../node-requests';
import { pageNonce, strictDocument, strictRows, withNonce } from '../strict-document';
import { terminalSettings } from '../terminal-settings';
import { terminalTheme } from '../terminal-theme';
import type { PlaybackScreen } from './playback';

/** A terminal that nobody types into: nothing it would answer goes anywhere, its links do not open. */
export class CastScreen implements PlaybackScreen {
  readonly #terminal: Terminal;
  readonly #nonce = pageNonce();
  readonly #strict = strictDocument(document, this.#nonce);

  constructor(host: HTMLElement, dark: boolean) {
    this.#terminal = new Terminal({
      allowProposedApi: true,
      documentOverride: this.#strict,
      disableStdin: true,
      cursorBlink: false,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--qd-mono') || 'monospace',
      fontSize: terminalSettings.get().fontSizePx,
      lineHeight: 1.2,
      theme: terminalTheme(terminalSettings.get().palette, dark),
      linkHandler: { activate: () => undefined, allowNonHttpProtocols: false },
    });
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
    holdOffRequests(this.#terminal);
    boundLinks(this.#terminal);
    // It would swallow every key, Tab among them: keys are the player's, and Tab goes past the screen.
    this.#terminal.attachCustomKeyEventHandler(() => false);
    this.#guarded(() => this.#terminal.open(host));
    if (this.#terminal.textarea) this.#terminal.textarea.tabIndex = -1;
  }

  reset(cols: number, rows: number): void {
    // What is still being parsed of before must not be drawn on the empty screen: both go through one queue.
    this.write('\x1bc\x1b[3J');
    this.resize(cols, rows);
  }

  resize(cols: number, rows: number): void {
    this.#terminal.write('', () => this.#guarded(() => this.#terminal.resize(cols, rows)));
  }

  write(text: string): void {
    this.#terminal.write(text);
  }

  dress(dark: boolean): void {
    this.#guarded(() => {
      this.#terminal.options.theme = terminalTheme(terminalSettings.get().palette, dark);
    });
  }

  dispose(): void {
    this.#terminal.dispose();
  }

  #guarded(make: () => void): void {
    withNonce(document, this.#nonce, make);
    strictRows(this.#terminal, this.#strict);
  }
}

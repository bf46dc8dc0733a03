import { SearchAddon } from '@xterm/addon-search';
import type { Terminal } from '@xterm/xterm';

export interface SearchHow {
  readonly matchCase: boolean;
  readonly regex: boolean;
}
export interface SearchResult {
  /** Of the one in front, from 0; -1 when there are too many to number or none. */
  readonly index: number;
  readonly count: number;
  /** The expression is none. */
  readonly invalid: boolean;
}

/** More are found, but neither marked nor numbered: marking each costs a decoration. */
export const markedMax = 1_000;
/** The addon takes literal colours only. Text keeps its own colour, so a mark is near the background. */
const marksOn = (dark: boolean) => ({
  matchBackground: dark ? '#5c4700' : '#ffe9a8',
  matchBorder: dark ? '#b38600' : '#c79100',
  matchOverviewRuler: dark ? '#b38600' : '#c79100',
  activeMatchBackground: dark ? '#8f3a00' : '#ffc59e',
  activeMatchBorder: dark ? '#ff9b52' : '#b34700',
  activeMatchColorOverviewRuler: dark ? '#ff9b52' : '#b34700',
});

/** Of `#rrggbb`: whether black text would be hard to read on it. */
function isDark(background = '#000000'): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(background.slice(at, at + 2), 16),
  );
  return red * 0.3 + green * 0.6 + blue * 0.1 < 128;
}

/** Search through screen and scrollback of one terminal. Loaded at the first search. */
export class TerminalSearch {
  readonly #addon = new SearchAddon({ highlightLimit: markedMax });
  readonly #terminal: Terminal;
  #heard: (result: SearchResult) => void = () => undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    terminal.loadAddon(this.#addon);
    this.#addon.onDidChangeResults(({ resultIndex, resultCount }) =>
      this.#heard({ index: resultIndex, count: resultCount, invalid: false }),
    );
  }

  /** Goes to the next or the one before; what was found is told to the listener given last. */
  find(text: string, how: SearchHow, to: 'next' | 'before', heard: (result: SearchResult) => void): void {
    this.#heard = heard;
    if (text === '' || (how.regex && !isExpression(text))) {
      this.#addon.clearDecorations();
      heard({ index: -1, count: 0, invalid: text !== '' });
      return;
    }
    const decorations = marksOn(isDark(this.#terminal.options.theme?.background));
    const options = { caseSensitive: how.matchCase, regex: how.regex, decorations };
    const found =
      to === 'next' ? this.#addon.findNext(text, options) : this.#addon.findPrevious(text, options);
    // Its own event then still has the count of the search before (addon 0.16).
    if (!found) heard({ index: -1, count: 0, invalid: false });
  }

  end(): void {
    this.#heard = () => undefined;
    this.#addon.clearDecorations();
    this.#terminal.clearSelection();
  }
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

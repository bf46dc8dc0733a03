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
const marks = {
  matchBackground: '#7a5d00',
  matchBorder: '#b38600',
  matchOverviewRuler: '#b38600',
  activeMatchBackground: '#b34700',
  activeMatchBorder: '#ff9b52',
  activeMatchColorOverviewRuler: '#ff9b52',
} as const;

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
    const options = { caseSensitive: how.matchCase, regex: how.regex, decorations: marks };
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

import type { OfferedPlace } from '../bff/me/contract';
import type { Scope } from '../kernel/scope';
import { choiceOf, choiceText, chosenScopes, firstChoice, remember, type ScopeChoice } from './scope-choice';

const storageKey = (sub: string): string => `quarterdeck-scopes:${sub}`;

/**
 * One person's choice on one page: read from the browser's storage at the start, written through. Another window's
 * change does not reach this one: a change of role must not reload what somebody is looking at.
 */
export class ScopeStore {
  private choice: ScopeChoice;
  private scopes: readonly Scope[];
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly sub: string,
    private readonly offered: readonly OfferedPlace[],
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
  ) {
    this.choice = choiceOf(this.read()) ?? firstChoice(offered);
    this.scopes = chosenScopes(this.choice, offered);
  }

  readonly getChoice = (): ScopeChoice => this.choice;
  /** The same array until the chosen scopes change. */
  readonly getScopes = (): readonly Scope[] => this.scopes;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly set = (next: ScopeChoice): void => {
    this.choice = next;
    this.scopes = chosenScopes(next, this.offered);
    this.write();
    for (const listener of this.listeners) listener();
  };

  /** Called when the picker closes: what was in force when it opened becomes a recent choice. */
  readonly rememberSince = (before: ScopeChoice): void => this.set(remember(this.choice, before));

  private read(): string | null {
    try {
      return this.storage.getItem(storageKey(this.sub));
    } catch {
      return null; // storage can be forbidden: the choice then lasts as long as the page
    }
  }

  private write(): void {
    try {
      this.storage.setItem(storageKey(this.sub), choiceText(this.choice));
    } catch {
      // forbidden or full: see read
    }
  }
}

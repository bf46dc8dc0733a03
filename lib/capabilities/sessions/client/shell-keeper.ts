import type { KeyStore } from './key-store';
import { readSavedShell, type SavedShell } from './saved-shell';
import type { SessionLocks } from './session-locks';
import type { SessionKeys } from './worker-messages';

export interface KeeperParts {
  /** This tab's own: sessionStorage. */
  readonly storage: () => Storage;
  readonly keys: KeyStore;
  readonly locks: SessionLocks;
}

const prefix = 'quarterdeck-shell:';

/**
 * What of this tab's shells outlives the page. From its start each leaves a mark, so that a tab that crashed can say
 * what it had; a page that goes away in order leaves all that the next one needs. Wiped with the shell.
 */
export class ShellKeeper {
  readonly #parts: KeeperParts;
  readonly #locks = new Map<string, () => void>();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** What the page before this one left, each once: marks stay. What is another person's is wiped. */
  takeAll(person: string): SavedShell[] {
    void this.#parts.keys.sweep(person);
    return this.#names().flatMap((name) => {
      const saved = readSavedShell(this.#storage()?.getItem(name) ?? null);
      if (saved?.person !== person) {
        this.#storage()?.removeItem(name);
        return [];
      }
      // Used once: after this the channel goes on, and what was kept of it is a lie.
      this.mark(saved);
      return [saved];
    });
  }

  /** Becomes the one client of a session. False: another tab or window is. */
  async claim(sessionId: string): Promise<boolean> {
    if (this.#locks.has(sessionId)) return true;
    const release = await this.#parts.locks.take(sessionId);
    if (release) this.#locks.set(sessionId, release);
    return release !== null;
  }

  mark(saved: SavedShell): void {
    this.#write({ ...saved, live: null });
  }

  /** At the page's end: first everything but the screens, then of those as many as there is room for. */
  keep(shells: readonly SavedShell[]): void {
    for (const saved of shells)
      this.#write(saved.live ? { ...saved, live: { ...saved.live, screen: '' } } : saved);
    for (const saved of shells) if (saved.live?.screen) this.#write(saved);
  }

  keepKeys(sessionId: string, person: string, keys: SessionKeys): void {
    void this.#parts.keys.put(sessionId, person, keys);
  }

  readonly keysOf = (sessionId: string): Promise<SessionKeys | null> => this.#parts.keys.get(sessionId);

  /** The shell is over here. Its keys go with it, unless another window has the session now. */
  forget(shellId: string, sessionId: string | null): void {
    this.#storage()?.removeItem(prefix + shellId);
    if (sessionId !== null && this.#letGo(sessionId)) void this.#parts.keys.remove(sessionId);
  }

  /** The session goes on in another window, with its keys. */
  handOver(shellId: string, sessionId: string): void {
    this.#storage()?.removeItem(prefix + shellId);
    this.#letGo(sessionId);
  }

  #letGo(sessionId: string): boolean {
    const release = this.#locks.get(sessionId);
    this.#locks.delete(sessionId);
    release?.();
    return release !== undefined;
  }

  /** A full or forbidden storage keeps what it had: at worst a shell cannot be resumed, which is then said. */
  #write(saved: SavedShell): void {
    try {
      this.#storage()?.setItem(prefix + saved.shellId, JSON.stringify(saved));
    } catch {
      return;
    }
  }

  #names(): string[] {
    const storage = this.#storage();
    const names = Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? '');
    return names.filter((name) => name.startsWith(prefix));
  }

  #storage(): Storage | null {
    try {
      return this.#parts.storage();
    } catch {
      return null;
    }
  }
}

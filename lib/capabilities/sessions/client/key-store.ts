import { z } from 'zod';
import type { SessionKeys } from './worker-messages';

/** Where the keys of encrypted sessions outlive a page: usable, never readable. Nothing here ever rejects. */
export interface KeyStore {
  put(sessionId: string, person: string, keys: SessionKeys): Promise<void>;
  get(sessionId: string): Promise<SessionKeys | null>;
  remove(sessionId: string): Promise<void>;
  /** Removes what is another person's or older than any session can be. */
  sweep(person: string): Promise<void>;
}

const keptKeys = z.object({
  person: z.string(),
  atMs: z.number(),
  open: z.instanceof(CryptoKey),
  seal: z.instanceof(CryptoKey),
});

const databaseName = 'quarterdeck-session-keys';
const storeName = 'keys';
/** A session's maximum duration is at most 24 h (Session Manager user guide), and some clocks are wrong. */
const keptMsMax = 48 * 3_600_000;

/** Keys in IndexedDB, which takes a CryptoKey as it is. A browser without it keeps none: such shells end at a reload. */
export class BrowserKeyStore implements KeyStore {
  put(sessionId: string, person: string, { open, seal }: SessionKeys): Promise<void> {
    const kept: z.infer<typeof keptKeys> = { person, atMs: Date.now(), open, seal };
    return this.#within('readwrite', (keys) => keys.put(kept, sessionId)).then(nothing, nothing);
  }

  get(sessionId: string): Promise<SessionKeys | null> {
    return this.#within<unknown>('readonly', (keys) => keys.get(sessionId)).then(
      (kept) => keptKeys.safeParse(kept).data ?? null,
      () => null,
    );
  }

  remove(sessionId: string): Promise<void> {
    return this.#within('readwrite', (keys) => keys.delete(sessionId)).then(nothing, nothing);
  }

  async sweep(person: string): Promise<void> {
    const database = await open().catch(() => null);
    if (!database) return;
    const walk = database.transaction(storeName, 'readwrite').objectStore(storeName).openCursor();
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (!cursor) return;
      const kept = keptKeys.safeParse(cursor.value).data;
      if (kept?.person !== person || Date.now() - kept.atMs > keptMsMax) cursor.delete();
      cursor.continue();
    };
  }

  async #within<T>(mode: IDBTransactionMode, ask: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const request = ask(database.transaction(storeName, mode).objectStore(storeName));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } finally {
      database.close();
    }
  }
}

const nothing = (): void => undefined;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

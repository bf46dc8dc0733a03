import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { lock } from 'proper-lockfile';
import { ConfigError } from '@/lib/config/config-error';
import type { OpenDatabase } from './database';
import { migrationsFolder } from './migrations-folder';

/** A lock whose holder died is broken after this long without a sign of life. */
const lockStaleMs = 5_000;

/**
 * PGlite in a folder of ours. It has no lock of its own and a second process would silently lose rows, so the
 * folder is locked; the lock of a crashed process is waited out. `memory://` for tests: nothing kept, no lock.
 */
export async function openPglite(dataDir: string): Promise<OpenDatabase> {
  const unlock = dataDir === 'memory://' ? async () => {} : await lockFolder(resolve(dataDir));
  const client = new PGlite(dataDir);
  try {
    const db = drizzle(client);
    await migrate(db, { migrationsFolder: migrationsFolder() });
    const ping = async () => {
      await client.query('select 1');
    };
    const close = async () => {
      await client.close();
      await unlock();
    };
    return { db, ours: true, ping, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Makes the folder too: neither PGlite nor the lock makes missing parents. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await lock(folder, {
      stale: lockStaleMs,
      update: lockStaleMs / 5,
      retries: { retries: 14, factor: 1, minTimeout: 500, maxTimeout: 500 },
      // Another process broke our lock (this one was frozen): writing on would corrupt the folder.
      onCompromised: (error) => {
        throw error;
      },
    });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ELOCKED')) throw cause;
    throw new ConfigError([
      `DATA_DIR ${folder} is in use by another process (one only; else set DATABASE_URL)`,
    ]);
  }
}

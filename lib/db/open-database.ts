import 'server-only';
import type { OpenDatabase } from './database';
import { openPglite } from './open-pglite';
import { openPostgres } from './open-postgres';

/**
 * PostgreSQL where DATABASE_URL is set, else PGlite in `dataDir` (one process only). Migrated before it is
 * handed out. Throws when it cannot be reached, or when another process holds `dataDir`.
 */
export const openDatabase = (where: { url: string | undefined; dataDir: string }): Promise<OpenDatabase> =>
  where.url === undefined ? openPglite(where.dataDir) : openPostgres(where.url);

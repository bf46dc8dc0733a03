import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** What the stores speak: the same queries run on PGlite and on PostgreSQL. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open database and the way to let go of it. */
export interface OpenDatabase {
  readonly db: Database;
  /** Nobody but this process can write here (PGlite's folder is locked): what we wrote is what it holds. */
  readonly ours: boolean;
  /** Answers if the database does; throws what it met otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

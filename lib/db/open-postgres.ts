import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool } from 'pg';
import type { OpenDatabase } from './database';
import { migrationsFolder } from './migrations-folder';

/** Replicas that start together migrate one after the other: any number that no other program here locks. */
const migrationLock = 7_158_278_827;

/** Connections per replica. Queries take milliseconds and nothing is held over a call to anybody else. */
const connectionsMax = 10;

/** A pool on a PostgreSQL that replicas share. */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new Pool({ connectionString: url, max: connectionsMax, connectionTimeoutMillis: 5_000 });
  // An idle connection that breaks (restart, failover) must not end the process; the next query takes another.
  pool.on('error', () => {});
  try {
    await migrateAlone(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const ping = async () => {
    await pool.query('select 1');
  };
  return { db: drizzle(pool), ours: false, ping, close: () => pool.end() };
}

async function migrateAlone(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder() });
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    // Destroyed, not returned: the lock belongs to the connection and must not outlive a failed migration.
    client.release(true);
  }
}

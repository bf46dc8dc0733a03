import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --config lib/db/drizzle.config.ts` writes the next migration from schema.ts. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './lib/db/schema.ts',
  out: './lib/db/migrations',
});

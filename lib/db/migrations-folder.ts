import { join } from 'node:path';

/** Beside the server wherever it runs: the repository in dev and tests, `.next/standalone` in production. */
export const migrationsFolder = (): string => join(process.cwd(), 'lib', 'db', 'migrations');

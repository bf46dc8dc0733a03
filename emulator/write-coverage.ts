import { readFileSync, writeFileSync } from 'node:fs';
import { withCoverage } from './coverage';
import { services } from './services';

/** `npx tsx emulator/write-coverage.ts` writes the table; its test fails while it is stale. */
const readme = new URL('./README.md', import.meta.url);
writeFileSync(readme, withCoverage(readFileSync(readme, 'utf8'), services));

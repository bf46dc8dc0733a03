import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../scripts/run/root.mjs';

/**
 * What all our own modules behind a console page come to, minified and gzipped without any package. An upper bound
 * for the page's first load: what it loads only when needed is counted too, and the frame around every page.
 */
export async function ownKilobytes(path: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import '@/app/(console)/layout'; import '@/app/(console)${path}/page';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    packages: 'external',
    // The console's own `@/…` is a path of ours, not a package.
    alias: { '@': root.replace(/\/$/, '') },
    loader: { '.css': 'empty', '.module.css': 'empty' },
    absWorkingDir: root,
    logLevel: 'error',
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0) / 1e3;
}

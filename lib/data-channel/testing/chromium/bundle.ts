import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const requireOf = (path: string): NodeJS.Require => createRequire(path);

/** What stands in for Node and for vitest in a page. */
const substitutes: Plugin = {
  name: 'substitutes',
  setup({ onResolve }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: `${here}vitest.ts` }));
    onResolve({ filter: /\/digest$/ }, ({ importer }) =>
      importer.includes('/chromium/') ? undefined : { path: `${here}digest.ts` },
    );
    onResolve({ filter: /\/cipher$/ }, () => ({ path: `${here}cipher.ts` }));
    // Parts of vitest, which this project does not name: where vitest has them.
    const vitest = requireOf(`${root}package.json`).resolve('vitest/package.json');
    onResolve({ filter: /^(@vitest\/expect|chai)$/ }, ({ path }) => ({
      path: requireOf(vitest).resolve(path),
    }));
  },
};

/** One test file of this room as a script for a page, which leaves its outcomes in `window.outcomes`. */
export async function bundleTestFile(file: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { runAll } from 'vitest';\nimport ${JSON.stringify(file)};\nglobalThis.outcomes = runAll();`,
      resolveDir: here,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    define: { 'process.env.DATA_CHANNEL_RUNS': 'undefined' },
    logLevel: 'silent',
    plugins: [substitutes],
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`No bundle of ${file}`);
  return script.text;
}

import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ownShare } from './own-code';

/** One script of two sources, as a bundler makes it. */
async function bundle(ours: string, theirs: string) {
  const files: Record<string, string> = { 'ours.js': ours, 'theirs.js': theirs };
  const { outputFiles } = await build({
    stdin: { contents: `import 'ours.js'; import 'theirs.js';` },
    bundle: true,
    minify: true,
    sourcemap: 'external',
    outdir: '/out',
    write: false,
    plugins: [
      {
        name: 'files',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /\.js$/ }, ({ path }) => ({ path, namespace: 'files' }));
          onLoad({ filter: /.*/ }, ({ path }) => ({ contents: files[path] ?? '' }));
        },
      },
    ],
  });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const map: { sources: string[] } = JSON.parse(text('.map'));
  const sources = map.sources.map((source) =>
    source.endsWith('ours.js') ? '[project]/lib/ours.ts' : '[project]/node_modules/theirs/index.js',
  );
  return { code: text('.js'), map: { ...map, sources } };
}

describe('the share of our own code in a script', () => {
  it('is about half where half of it is ours, and nothing where none is', async () => {
    const half = await bundle('globalThis.a = ["one", "two"];', 'globalThis.b = ["one", "two"];');
    expect(ownShare(half.code, half.map)).toBeGreaterThan(0.3);
    expect(ownShare(half.code, half.map)).toBeLessThan(0.7);
    const none = await bundle('', 'globalThis.b = ["one", "two"];');
    expect(ownShare(none.code, none.map)).toBe(0);
  });

  it('is nearly all where nearly all of it is ours', async () => {
    const most = await bundle(`globalThis.a = ${JSON.stringify('x'.repeat(900))};`, 'globalThis.b = 1;');
    expect(ownShare(most.code, most.map)).toBeGreaterThan(0.9);
  });
});

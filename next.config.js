import { fileURLToPath } from 'node:url';

// One id a build, for the whole build: workers that read this file again inherit it. Pages offer a newer one.
process.env.QUARTERDECK_BUILD_ID ??= Date.now().toString(36);

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  // Several servers may run from one checkout (tests, dev), each with a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  // PGlite loads its WebAssembly beside itself; pino and pg look up files at run time.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pino'],
  // Migrations are read at start, not imported.
  outputFileTracingIncludes: { '/*': ['./lib/db/migrations/**'] },
  env: { QUARTERDECK_BUILD_ID: process.env.QUARTERDECK_BUILD_ID },
  // `npm test` checks the types of everything once; doing it again here would double the time to a first `npm run demo`.
  typescript: { ignoreBuildErrors: true },
  // The source is public; an error in a browser then names its line, and the bench can tell our own code from packages.
  productionBrowserSourceMaps: true,
  poweredByHeader: false,
  reactStrictMode: true,
};

import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  // Several servers may run from one checkout (tests, dev), each with a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  // PGlite loads its WebAssembly beside itself; pino and pg look up files at run time.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pino'],
  poweredByHeader: false,
  reactStrictMode: true,
};

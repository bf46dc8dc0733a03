/**
 * The build that this server runs: pages compare it with their own to offer a newer one. Next writes the value
 * in at build time (next.config.js `env`); without a build, in tests and dev, it is `dev`.
 */
export const buildId = (): string => process.env.QUARTERDECK_BUILD_ID || 'dev';

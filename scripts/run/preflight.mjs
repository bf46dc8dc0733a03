import { createServer } from 'node:net';
import { Refusal } from './say.mjs';

/**
 * The emulator's OpenID provider calls `URL.parse` and `crypto.hash`, and Vite, which runs the tests, asks for it too.
 * On older ones a sign-in fails, with words that do not help.
 */
const nodeVersionMin = [20, 19];

/** @throws {Refusal} on a Node that is too old */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = nodeVersionMin;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  throw new Refusal(`Quarterdeck needs Node.js ${nodeVersionMin.join('.')} or newer; this is ${version}.`);
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port it could listen on
 */
function tryPort(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** A port nobody listens on right now. */
export const freePort = () => tryPort(0);

/**
 * @param {number} port @param {string} what for example `console` @param {string} variable that chooses another port
 * @throws {Refusal} when something listens there already
 */
export async function requireFreePort(port, what, variable) {
  try {
    await tryPort(port);
  } catch (cause) {
    throw new Refusal(`Port ${port} for the ${what} is in use. Stop what uses it or set ${variable}.`, {
      cause,
    });
  }
}

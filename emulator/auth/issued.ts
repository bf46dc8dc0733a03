import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { World } from '../world/world';

export type IssuedKind =
  | 'activation-code'
  | 'access-key-id'
  | 'secret-access-key'
  | 'session-token'
  | 'id-token'
  | 'refresh-token'
  | 'access-token'
  | 'client-secret'
  | 'stream-token'
  | 'data-key';

const files = new WeakMap<World, string>();

/** EMULATOR_ISSUED_FILE, for tests that search for leaks: every secret of the run is written to this file (mode 0600). Off unless set. */
export function recordIssuedIn(world: World, file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  files.set(world, file);
}

/** Notes a secret that was just given out. Does nothing unless the world's secrets are recorded. */
export function noteIssued(world: World, kind: IssuedKind, value: string | undefined): void {
  const file = files.get(world);
  // At once and in order: a test reads the file right after the answer that carried the secret.
  if (file !== undefined && value) appendFileSync(file, `${JSON.stringify({ kind, value })}\n`);
}

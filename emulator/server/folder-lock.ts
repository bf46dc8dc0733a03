import { join } from 'node:path';
import { lock } from 'proper-lockfile';

/** A folder that another process holds, in one line. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/** After this a lock whose holder was killed is free again. */
const staleMs = 5_000;
/** Together a little longer than `staleMs`: a start right after a kill waits instead of failing. */
const retries = { retries: 8, factor: 1, minTimeout: 700 };

/** Holds a folder for this process; the answer lets it go. Throws FolderInUseError, naming the variable that chose it. */
export async function lockFolder(folder: string, variable: string): Promise<() => Promise<void>> {
  const options = {
    lockfilePath: join(folder, 'emulator.lock'),
    stale: staleMs,
    retries,
    // A machine that slept: the lock looked abandoned, but we are still here.
    onCompromised: (error: Error) => console.error(`emulator: ${error.message} (${folder})`),
  };
  try {
    return await lock(folder, options);
  } catch {
    throw new FolderInUseError(
      `${folder} is in use by another emulator; ${variable} chooses another folder.`,
    );
  }
}

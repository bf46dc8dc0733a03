import type { SessionsApi } from './sessions-api';
import type { ShellKeeper } from './shell-keeper';
import type { WorkerPort } from './worker-messages';

/** What a shell needs of the page around it. */
export interface ShellParts {
  readonly port: () => WorkerPort;
  readonly api: () => SessionsApi;
  readonly keeper: ShellKeeper;
  /** Subject of the signed-in person. */
  readonly person: () => string;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

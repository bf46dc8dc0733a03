import type { Scope } from '@/lib/kernel/scope';
import type { ResumedSession, StartedSession } from '../contract';
import type { StartRequest } from './shell-state';

/** What shells ask of the BFF. Every promise rejects with a Problem. */
export interface SessionsApi {
  /** One StartSession, never repeated. */
  start(request: StartRequest): Promise<StartedSession>;
  /** Null: the session is over. */
  resume(scope: Scope, sessionId: string): Promise<ResumedSession>;
  terminate(scope: Scope, sessionId: string): Promise<void>;
  /** Resolves while the sign-in is good; rejects with `signed-out` or `expired`. */
  pulse(): Promise<void>;
}

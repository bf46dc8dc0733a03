import type { Scope } from '@/lib/kernel/scope';
import type { DataKey, HowEnded, ResumedSession, StartedSession } from '../contract';
import type { StartRequest } from './shell-state';

/** What shells ask of the BFF. Errors are what `problemOf` reads. */
export interface SessionsApi {
  /** One StartSession, never repeated. */
  start(request: StartRequest): Promise<StartedSession>;
  /** Null: the session is over. */
  resume(scope: Scope, sessionId: string): Promise<ResumedSession>;
  /** The data key of a session of one's own, under the key that its document names. */
  dataKey(
    scope: Scope,
    asked: { sessionId: string; keyId: string; challenge: string | null },
  ): Promise<DataKey>;
  terminate(scope: Scope, sessionId: string): Promise<void>;
  /** Why a session that is over ended, and by whom. */
  howEnded(scope: Scope, sessionId: string): Promise<HowEnded>;
  /** Asks whether the sign-in is still good and tells the frame. Never rejects. */
  pulse(): Promise<void>;
}

import { problemOf } from '@/lib/bff/problem-of';
import type { Scope } from '@/lib/kernel/scope';
import type { SessionsApi } from './sessions-api';
import type { Door, NoDoor } from './worker-messages';

/** A new way into a live session, or why there is none now. `notice` is for the person. */
export type DoorAnswer =
  | { readonly door: Door }
  | { readonly door: null; readonly why: NoDoor; readonly notice: string | null };

/** One ResumeSession. Never rejects: only AWS saying that the session is over ends a shell. */
export async function askForDoor(api: SessionsApi, scope: Scope, sessionId: string): Promise<DoorAnswer> {
  try {
    const ticket = await api.resume(scope, sessionId);
    if (ticket === null) return { door: null, why: 'over', notice: null };
    return { door: { streamUrl: ticket.streamUrl, token: ticket.token } };
  } catch (error) {
    const { code, facts } = problemOf(error);
    const why = code === 'expired' || code === 'signed-out' ? 'sign-in' : 'later';
    // Not the network's fault, so waiting will hardly help: the person reads why while attempts go on.
    return { door: null, why, notice: code === 'forbidden' ? facts.message : null };
  }
}

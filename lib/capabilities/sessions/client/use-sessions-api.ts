'use client';
import { useMemo } from 'react';
import { problemOf, useBffCalls } from '@/lib/bff/client';
import type { MeRouter } from '@/lib/bff/me/router';
import { signInState } from '@/lib/frame/sign-in-state';
import type { SessionsRouter } from '../server/router';
import type { SessionsApi } from './sessions-api';

/** The BFF as shells use it: plain calls. Tickets hold tokens, so no answer passes a query or mutation cache. */
export function useSessionsApi(): SessionsApi {
  const calls = useBffCalls<{ sessions: SessionsRouter; me: MeRouter }>();
  return useMemo(() => {
    const { sessions, me } = calls;
    return {
      start: ({ node, reason, documentName, parameters }) =>
        sessions.start.mutate({ scope: node.scope, target: node.id, reason, documentName, parameters }),
      resume: (scope, sessionId) => sessions.resume.mutate({ scope, sessionId }),
      dataKey: (scope, asked) => sessions.dataKey.mutate({ scope, ...asked }),
      terminate: async (scope, sessionId) => {
        await sessions.terminate.mutate({ scope, sessionId });
      },
      howEnded: (scope, sessionId) => sessions.howEnded.query({ scope, sessionId }),
      pulse: async () => {
        try {
          await me.pulse.query(undefined, { signal: AbortSignal.timeout(pulseMsMax) });
          signInState.renewed();
        } catch (error) {
          signInState.failed(problemOf(error).code);
        }
      },
    };
  }, [calls]);
}

/** A revoked sign-in must drop every socket within ten seconds, so one slow answer may not hold the next back. */
const pulseMsMax = 4_000;

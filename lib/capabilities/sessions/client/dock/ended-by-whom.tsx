'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBff } from '@/lib/bff/client';
import type { SessionsRouter } from '../../server/router';
import type { Shell } from '../shell';
import { useShell } from '../use-shells';
import buttons from './dock-buttons.module.css';

/**
 * Who ended a session, from CloudTrail, when the person asks: LookupEvents may be called twice a second in a whole
 * account, and the trail is minutes late anyway.
 */
export function EndedByWhom({ shell }: { shell: Shell }) {
  const { sessionId, startedAtMs } = useShell(shell);
  const [endedAt] = useState(() => Date.now());
  const [asked, setAsked] = useState(false);
  const bff = useBff<{ sessions: SessionsRouter }>();
  const { data, isFetching, isError, refetch } = useQuery({
    ...bff.sessions.endedBy.queryOptions({
      scope: shell.request.node.scope,
      sessionId: sessionId ?? '-',
      startedAt: startedAtMs,
      endedAt,
    }),
    enabled: asked && sessionId !== null,
    staleTime: 0,
  });
  if (sessionId === null) return null;
  const ask = () => (asked ? void refetch() : setAsked(true));
  const words = isError ? 'It could not be found out just now.' : data && said(data);
  return (
    <span>
      <span role="status">{isFetching ? 'Asking CloudTrail…' : words}</span>{' '}
      {!isFetching && !data?.known && (
        <button type="button" className={buttons.link} onClick={ask}>
          {data || isError ? 'Ask again' : 'Who ended it?'}
        </button>
      )}
    </span>
  );
}

const said = (by: { known: true; who: string } | { known: false; why: string }): string =>
  by.known ? `Ended by ${by.who}.` : by.why;

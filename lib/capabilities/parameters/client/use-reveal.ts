'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, useBffCalls } from '@/lib/bff/client';
import { signInState } from '@/lib/frame/sign-in-state';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { revealMs } from '../model';
import type { ParametersRouter } from '../server/router';

export type RevealState =
  | { readonly state: 'masked' }
  | { readonly state: 'asking' }
  | { readonly state: 'shown'; readonly value: string; readonly version: number }
  | { readonly state: 'refused'; readonly problem: Problem };

export interface Reveal {
  readonly now: RevealState;
  readonly reveal: () => Promise<RevealState>;
  readonly hide: () => void;
}

const masked: RevealState = { state: 'masked' };

/**
 * One SecureString's value, asked for by a press. It lives in this component's state and nowhere else: no query or
 * mutation cache, no storage. It goes after a minute, when the page is hidden, and with the component.
 */
export function useReveal(scope: Scope, name: string, version?: number): Reveal {
  const { parameters } = useBffCalls<{ parameters: ParametersRouter }>();
  const [now, setNow] = useState<RevealState>(masked);
  const turn = useRef(0);
  const hide = useCallback(() => {
    turn.current += 1;
    setNow(masked);
  }, []);
  const reveal = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    setNow({ state: 'asking' });
    const answer = await parameters.reveal.mutate({ scope, name, version }).then(
      (found): RevealState => ({ state: 'shown', ...found }),
      (error: unknown): RevealState => ({ state: 'refused', problem: problemOf(error) }),
    );
    if (answer.state === 'refused') signInState.failed(answer.problem.code);
    // Hidden or left meanwhile: the late value is dropped unseen.
    if (turn.current === mine) setNow(answer);
    return answer;
  }, [parameters, scope, name, version]);
  useEffect(() => hide, [hide]);
  useEffect(() => {
    if (now.state !== 'shown' && now.state !== 'asking') return;
    const onHidden = () => document.visibilityState === 'hidden' && hide();
    const timer = setTimeout(hide, revealMs);
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('pagehide', hide);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('pagehide', hide);
    };
  }, [now, hide]);
  return { now, reveal, hide };
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf, useBff, useBffCalls } from '@/lib/bff/client';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { PutInput, PutOutcome } from '../contract';
import type { ParametersRouter } from '../server/router';

export interface Put {
  readonly save: (input: PutInput & { scope: Scope }, then: (outcome: PutOutcome) => void) => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
}

/** Saves once per press. The value is in the call's closure only: no cache holds it as the mutation's variables. */
export function usePut(): Put {
  const client = useQueryClient();
  const bff = useBff<{ parameters: ParametersRouter }>();
  const calls = useBffCalls<{ parameters: ParametersRouter }>();
  const put = useMutation({ mutationFn: (run: () => Promise<void>) => run(), gcTime: 0 });
  return {
    busy: put.isPending,
    problem: put.error ? problemOf(put.error) : null,
    save: (input, then) => {
      // Two presses of Enter are one save.
      if (put.isPending) return;
      put.mutate(async () => {
        const outcome = await calls.parameters.put.mutate(input);
        if (outcome.outcome !== 'stopped') {
          const { scope, name } = input;
          void client.invalidateQueries(bff.parameters.get.queryFilter({ scope, name }));
          void client.invalidateQueries(bff.parameters.history.queryFilter({ scope, name }));
        }
        then(outcome);
      });
    },
  };
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { problemOf, useBff, useBffCalls } from '@/lib/bff/client';
import type { Page } from '@/lib/kernel/page';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { ParameterVersion } from '../../contract';
import type { ParametersRouter } from '../../server/router';

interface History {
  /** Newest first; undefined until all pages are read. */
  readonly versions: readonly ParameterVersion[] | undefined;
  readonly problem: Problem | null;
  readonly retry: () => void;
}

/** AWS keeps 100 versions and gives 50 a page: two calls at most. */
export function useHistory(scope: Scope, name: string): History {
  const bff = useBff<{ parameters: ParametersRouter }>();
  const { parameters } = useBffCalls<{ parameters: ParametersRouter }>();
  const history = useQuery({
    queryKey: [...bff.parameters.history.queryKey({ scope, name }), 'all pages'],
    queryFn: async ({ signal }) => {
      const versions: ParameterVersion[] = [];
      let next: string | null = null;
      do {
        const page: Page<ParameterVersion> = await parameters.history.query(
          { scope, name, next },
          { signal },
        );
        versions.unshift(...[...page.items].reverse());
        next = page.next;
      } while (next !== null);
      return versions;
    },
  });
  return {
    versions: history.data,
    problem: history.error ? problemOf(history.error) : null,
    retry: () => void history.refetch(),
  };
}

import 'server-only';
import { returnPath } from '@/lib/auth/return-path';
import { isSignInTrouble, signInTroubles } from '@/lib/auth/sign-in-trouble';
import { consoleServer } from './console-server';

/** What the sign-in page says. */
export interface SignInWords {
  /** What this is, or why one is here again. */
  readonly line: string;
  /** The host whose page comes next: to be compared with the address bar. */
  readonly host: string;
  readonly after: string;
  readonly renew: boolean;
  readonly trouble: { text: string; reference: string | null } | null;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Words for the page's query. Unknown problems and odd references are not shown: anybody can write a link. */
export async function signInWords(query: Query): Promise<SignInWords> {
  const { env } = await consoleServer();
  const one = (name: string): string | null => {
    const value = query[name];
    return typeof value === 'string' ? value : null;
  };
  const renew = one('renew') === '1';
  const problem = one('problem');
  const reference = one('reference');
  return {
    line: renew
      ? 'Your page, its shells and its edits stay open. Sign in as the same person to go on.'
      : 'The operations console for AWS Systems Manager.',
    host: new URL(env.OIDC_ISSUER).host,
    after: returnPath(one('after')),
    renew,
    trouble:
      problem !== null && isSignInTrouble(problem)
        ? {
            text: signInTroubles[problem],
            reference: reference !== null && /^[0-9a-f]{8}$/.test(reference) ? reference : null,
          }
        : null,
  };
}

import type { Metadata } from 'next';
import { signInWords } from '@/lib/bff/sign-in-words';
import styles from './sign-in.module.css';

export const metadata: Metadata = { title: 'Sign in' };
export const dynamic = 'force-dynamic';

type Query = Promise<Record<string, string | string[] | undefined>>;

/** Plain HTML: one form, no script. `after` is where to go then; `renew=1` is the second window of an open page. */
export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const words = await signInWords(await searchParams);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.product}>Quarterdeck</p>
        <h1 className={styles.title}>{words.renew ? 'Sign in again' : 'Sign in'}</h1>
        <p className={styles.line}>{words.line}</p>
        {words.trouble && (
          <div role="alert" className={styles.trouble}>
            <p>{words.trouble.text}</p>
            {words.trouble.reference && (
              <p className={styles.reference}>
                Reference <code>{words.trouble.reference}</code>
              </p>
            )}
          </div>
        )}
        <form method="post" action="/api/auth/sign-in">
          <input type="hidden" name="after" value={words.after} />
          {words.renew && <input type="hidden" name="renew" value="1" />}
          <button type="submit" className={styles.button}>
            Sign in
          </button>
        </form>
        <p className={styles.host}>
          You sign in at <strong>{words.host}</strong>
        </p>
      </div>
    </main>
  );
}

import type { Metadata } from 'next';
import { signedInSub } from '@/lib/bff/signed-in-sub';
import styles from '../sign-in.module.css';
import { TellOpenPages } from './tell-open-pages';

export const metadata: Metadata = { title: 'Signed in' };
export const dynamic = 'force-dynamic';

/** The end of the second window: tells the open pages who signed in, then closes itself. */
export default async function SignInDonePage() {
  const sub = await signedInSub();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.product}>Quarterdeck</p>
        <h1 className={styles.title}>{sub === null ? 'Not signed in' : 'Signed in'}</h1>
        <p>You can close this window. Your page goes on where it was.</p>
        {sub !== null && <TellOpenPages sub={sub} />}
      </div>
    </main>
  );
}

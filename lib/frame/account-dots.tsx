'use client';
import type { Scope } from '../kernel/scope';
import { accountColour } from './account-colour';
import styles from './account-dots.module.css';
import { useMe } from './signed-in';

/** One dot per account in the scopes, in its colour: beside words, never instead of them. */
export function AccountDots({ scopes }: { scopes: readonly Pick<Scope, 'account'>[] }) {
  const { scopes: offered } = useMe();
  const accounts = [...new Set(scopes.map(({ account }) => account))];
  return (
    <span className={styles.dots} aria-hidden="true">
      {accounts.map((account) => (
        <span key={account} className={styles.dot} style={{ background: colourOf(account, offered) }} />
      ))}
    </span>
  );
}

/** A line across the frame in the colours of the accounts looked at: production is seen without reading. */
export function AccountStripe({ scopes }: { scopes: readonly Pick<Scope, 'account'>[] }) {
  const { scopes: offered } = useMe();
  const accounts = [...new Set(scopes.map(({ account }) => account))];
  return (
    <div className={styles.stripe} aria-hidden="true">
      {accounts.map((account) => (
        <span key={account} className={styles.band} style={{ background: colourOf(account, offered) }} />
      ))}
    </div>
  );
}

const colourOf = (account: string, offered: readonly { account: string; colour: string }[]): string =>
  accountColour(offered.find((place) => place.account === account)?.colour ?? 'grey');

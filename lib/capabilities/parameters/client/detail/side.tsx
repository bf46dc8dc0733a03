import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/relative-time';
import type { Scope } from '@/lib/kernel/scope';
import type { ParameterVersion } from '../../contract';
import { personOf } from '../../model';
import styles from '../detail.module.css';
import { SecretBlock } from '../secret-block';

/** One of the values that stand against each other, under whose and which it is. */
export function Side({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.side}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

/** A version's value: plain as it is, a secret masked until it is revealed. */
export function VersionSide(props: {
  whose: string;
  version: Pick<ParameterVersion, 'version' | 'value'>;
  scope: Scope;
  name: string;
}) {
  const { version, value } = props.version;
  return (
    <Side title={`${props.whose} · version ${version}`}>
      {value === null ? (
        <SecretBlock scope={props.scope} name={props.name} version={version} />
      ) : (
        <pre className={styles.value}>{value}</pre>
      )}
    </Side>
  );
}

/** "olu", or who else AWS names. */
export const whoSaved = ({ changedBy }: Pick<ParameterVersion, 'changedBy'>): string =>
  personOf(changedBy) ?? 'Somebody';

/** " (2 min ago)", where AWS said when. */
export const WhenSaved = ({ changedAt }: Pick<ParameterVersion, 'changedAt'>) =>
  changedAt === null ? null : (
    <>
      {' ('}
      <RelativeTime atMs={changedAt} />)
    </>
  );

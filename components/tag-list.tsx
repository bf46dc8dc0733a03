import styles from './tag-list.module.css';

interface TagListProps {
  readonly tags: Readonly<Record<string, string>>;
  readonly shownMax?: number;
  /** Where there is room, the keys too. */
  readonly withKeys?: boolean;
  /** A key that is shown elsewhere already. */
  readonly leaveOut?: string;
}

/** The values of the first few tags, their keys on hover, and "+3" for the others. Columns are narrow: keys repeat. */
export function TagList({ tags, shownMax = 2, withKeys, leaveOut }: TagListProps) {
  const all = Object.entries(tags).filter(([key]) => key !== leaveOut);
  const more = all.slice(shownMax);
  return (
    <span className={styles.tags}>
      {all.slice(0, shownMax).map(([key, value]) => (
        <span key={key} className={styles.tag} title={`${key} = ${value}`}>
          {value ? <span className={withKeys ? styles.key : 'qd-hidden'}>{key} </span> : key}
          {value}
        </span>
      ))}
      {more.length > 0 && (
        <span className={styles.more} title={more.map(([key, value]) => `${key} = ${value}`).join('\n')}>
          +{more.length}
        </span>
      )}
    </span>
  );
}

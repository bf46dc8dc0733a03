import { TextDiff } from '@/components/text-diff/text-diff';
import type { ParameterType } from '../contract';
import { diffValues } from '../value-diff';
import styles from './detail.module.css';

/** Two values laid over each other, a StringList by its members. */
export function ValueDiff(props: { label: string; before: string; after: string; type: ParameterType }) {
  const lines = diffValues(props.before, props.after, props.type);
  if (lines.every(({ kind }) => kind === 'same')) return <p className={styles.note}>The values are equal.</p>;
  return <TextDiff label={props.label} lines={lines} />;
}

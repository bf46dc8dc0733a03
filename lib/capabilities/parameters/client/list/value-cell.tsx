'use client';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { Missing } from '@/components/missing';
import type { Problem } from '@/lib/kernel/problem';
import { listMembers, nameWithin } from '../../model';
import styles from '../parameters.module.css';
import type { PlainValues } from '../plain-values';
import { RevealedValue } from '../revealed-value';
import type { ScopedParameter } from '../use-parameters';

interface ValueCellProps {
  readonly row: ScopedParameter;
  readonly path: string;
  readonly values: PlainValues;
  readonly onRefused: (problem: Problem | null) => void;
}

/** A plain value, read once its row is on screen; a SecureString stays masked until it is asked for. */
export function ValueCell({ row, path, values, onRefused }: ValueCellProps) {
  if (row.type !== 'SecureString') return <PlainCell row={row} values={values} />;
  return (
    <RevealedValue scope={row.scope} name={row.name} of={nameWithin(row.name, path)} onRefused={onRefused} />
  );
}

function PlainCell({ row, values }: Pick<ValueCellProps, 'row' | 'values'>) {
  const read = useCallback(() => values.peek(row), [values, row]);
  const known = useSyncExternalStore(values.subscribe, read, () => undefined);
  useEffect(() => (known === undefined ? values.want(row) : undefined), [values, row, known]);
  if (known === undefined) return <span className={styles.unread}>reading…</span>;
  if ('problem' in known) return <Missing why={known.problem.message} />;
  if ('gone' in known) return <Missing why="It was deleted meanwhile" />;
  const text = row.type === 'StringList' ? listMembers(known.value).join(', ') : known.value;
  return (
    <code className={styles.code} title={text}>
      {text}
    </code>
  );
}

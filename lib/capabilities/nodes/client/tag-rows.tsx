'use client';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { Icon } from '@/components/icon';
import { Problem } from '@/lib/kernel/problem';
import { tagKeyCharactersMax, tagValueCharactersMax } from '../contract';
import { isLocked } from '../tag-edit';
import styles from './nodes.module.css';

export type TagDraft = readonly { readonly id: string; readonly key: string; readonly value: string }[];

/** The tags that a draft means; rows without a key mean none. */
export const tagsOfDraft = (draft: TagDraft): Record<string, string> =>
  Object.fromEntries(draft.flatMap(({ key, value }) => (key.trim() ? [[key.trim(), value]] : [])));

/** What a draft cannot mean: one key twice, or more than AWS takes. */
export function draftFault(draft: TagDraft): Problem | null {
  const keys = draft.map(({ key }) => key.trim()).filter(Boolean);
  const twice = keys.find((key, place) => keys.indexOf(key) !== place);
  if (twice !== undefined) return fault(`The key ${twice} is there twice. A node has each key once.`);
  if (keys.some((key) => key.length > tagKeyCharactersMax))
    return fault(`A key has at most ${tagKeyCharactersMax} characters.`);
  if (draft.some(({ value }) => value.length > tagValueCharactersMax))
    return fault(`A value has at most ${tagValueCharactersMax} characters.`);
  return null;
}

const fault = (message: string): Problem => new Problem('invalid', { message });

interface TagRowsProps {
  readonly rows: TagDraft;
  /** Absent: only shown. */
  readonly onRows?: (rows: TagDraft) => void;
  readonly lockedTags?: readonly string[];
}

/** Keys and values, as text or as fields. A locked one stays text, with its lock. */
export function TagRows({ rows, onRows, lockedTags = [] }: TagRowsProps) {
  if (rows.length === 0 && !onRows) return <div>No tags.</div>;
  const change = (id: string, part: { key?: string; value?: string }) =>
    onRows?.(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <div className={styles.tagRows}>
      {rows.map((row) =>
        // Locked by the key it came with: a key being typed is judged when saving.
        !onRows || isLocked(row.id, lockedTags) ? (
          <TagText key={row.id} row={row} locked={isLocked(row.id, lockedTags)} />
        ) : (
          <TagFields
            key={row.id}
            row={row}
            onChange={(part) => change(row.id, part)}
            onRemove={() => onRows(rows.filter(({ id }) => id !== row.id))}
          />
        ),
      )}
      {onRows && (
        <div>
          <Button onClick={() => onRows([...rows, { id: newRowId(rows), key: '', value: '' }])}>
            Add tag
          </Button>
        </div>
      )}
    </div>
  );
}

/** A space begins no tag key that a person sees, so no row that came from AWS has such an id. */
const newRowId = (rows: TagDraft): string => {
  const numbers = rows.flatMap(({ id }) => (id.startsWith(' new ') ? [Number(id.slice(5))] : []));
  return ` new ${Math.max(0, ...numbers) + 1}`;
};

function TagText({ row, locked }: { row: TagDraft[number]; locked: boolean }) {
  return (
    <div className={styles.tagRow}>
      <span className={styles.tagKey}>{row.key}</span>
      <span>{row.value || '–'}</span>
      {locked && (
        <span className={styles.lock} title="This tag decides who has access. It is locked in this console.">
          <Icon name="lock" size={14} /> Locked
        </span>
      )}
    </div>
  );
}

function TagFields(props: {
  row: TagDraft[number];
  onChange: (part: { key?: string; value?: string }) => void;
  onRemove: () => void;
}) {
  const { key, value } = props.row;
  const name = key || 'new tag';
  return (
    <div className={styles.tagRow}>
      <Input
        ariaLabel={`Key of ${name}`}
        placeholder="Key"
        value={key}
        onChange={({ detail }) => props.onChange({ key: detail.value })}
      />
      <Input
        ariaLabel={`Value of ${name}`}
        placeholder="Value"
        value={value}
        onChange={({ detail }) => props.onChange({ value: detail.value })}
      />
      <Button iconName="remove" variant="icon" ariaLabel={`Remove ${name}`} onClick={props.onRemove} />
    </div>
  );
}

'use client';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import type { ParameterType } from '../contract';
import { listMembers } from '../model';
import styles from './detail.module.css';

interface ValueEditorProps {
  readonly label: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

const linesMin = 3;
const linesMax = 16;

/** A value as text, in monospace; a StringList also as the members that AWS will make of it. */
export function ValueEditor(props: ValueEditorProps) {
  const { type, value } = props;
  const bytes = new TextEncoder().encode(value).length;
  return (
    <FormField
      label={props.label}
      stretch
      errorText={props.error}
      constraintText={
        <>
          {bytes.toLocaleString('en')} {bytes === 1 ? 'byte' : 'bytes'}. {props.hint}
        </>
      }
    >
      <div className={styles.editor}>
        <Textarea
          value={value}
          rows={Math.min(linesMax, Math.max(linesMin, value.split('\n').length))}
          spellcheck={false}
          disableBrowserAutocorrect
          autoComplete={false}
          disabled={props.disabled}
          invalid={props.error !== undefined}
          onChange={({ detail }) => props.onChange(detail.value)}
        />
      </div>
      {type === 'StringList' && value !== '' && <Members value={value} />}
    </FormField>
  );
}

/** AWS splits at every comma, and keeps the blanks around it: both are seen here before they are saved. */
export function Members({ value }: { value: string }) {
  // Members may repeat: their place is all that tells them apart.
  const members = listMembers(value).map((member, at) => ({ member, at }));
  return (
    <ol className={styles.members} aria-label="Members">
      {members.map(({ member, at }) => (
        <li key={at}>
          <code>{member === '' ? '(empty)' : member}</code>
        </li>
      ))}
    </ol>
  );
}

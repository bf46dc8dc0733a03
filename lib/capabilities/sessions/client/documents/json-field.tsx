'use client';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { sessionDocumentFault } from '../../json-text';
import styles from './documents.module.css';

const linesMin = 12;
const linesMax = 32;

/** A session document as its text. */
export function JsonField({ content, onContent }: { content: string; onContent: (content: string) => void }) {
  const fault = sessionDocumentFault(content);
  return (
    <FormField
      label="Content"
      stretch
      constraintText="A session document of schema version 1.0, as JSON. 64 kB at most."
      errorText={fault ?? undefined}
    >
      <div className={styles.code}>
        <Textarea
          value={content}
          rows={Math.min(linesMax, Math.max(linesMin, content.split('\n').length))}
          spellcheck={false}
          disableBrowserAutocorrect
          autoComplete={false}
          invalid={fault !== null}
          onChange={({ detail }) => onContent(detail.value)}
        />
      </div>
    </FormField>
  );
}

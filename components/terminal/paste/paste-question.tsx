'use client';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import styles from '../furniture.module.css';
import { terminalSettings } from '../terminal-settings';
import { type PastePlan, planPaste, visibleControls, withoutControls } from './paste-plan';

/** A larger text is shown in part and sent whole: a field of a megabyte answers no key. */
export const editableCharsMax = 100_000;
const shownChars = 20_000;

interface PasteQuestionProps {
  readonly plan: PastePlan;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}

/** What is about to be sent, to be read and changed first. Control characters are shown by name. */
export function PasteQuestion({ plan, onSend, onCancel }: PasteQuestionProps) {
  const editable = plan.controls === 0 && plan.text.length <= editableCharsMax;
  const [text, setText] = useState(plan.text);
  const [keepControls, setKeepControls] = useState(false);
  const now = editable ? planPaste(text) : plan;
  const sent = editable || keepControls ? text : withoutControls(text);
  return (
    <Modal
      visible
      size="large"
      header={`Paste ${counted(now.lines, 'line')}`}
      closeAriaLabel="Close"
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              Cancel
            </Button>
            <Button variant="primary" disabled={sent === ''} onClick={() => onSend(sent)}>
              Paste
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        {plan.controls > 0 && (
          <Alert type="warning" header={`${counted(plan.controls, 'control character')} in this text`}>
            They are commands to a terminal or a shell, not text. They are shown by name, such as ‹ESC› for
            Escape.
          </Alert>
        )}
        <FormField
          label="Text to send"
          stretch
          description={`${now.bytes.toLocaleString('en')} bytes. Each line end is sent as Enter.`}
        >
          <div className={styles.pasted}>
            {editable ? (
              <Textarea
                value={text}
                rows={12}
                autoFocus
                spellcheck={false}
                onChange={({ detail }) => setText(detail.value)}
              />
            ) : (
              <Textarea value={shown(plan.text)} rows={12} readOnly spellcheck={false} />
            )}
          </div>
        </FormField>
        {plan.controls > 0 && (
          <Checkbox checked={keepControls} onChange={({ detail }) => setKeepControls(detail.checked)}>
            Send the control characters too
          </Checkbox>
        )}
        {plan.controls === 0 && <AskAgain />}
      </SpaceBetween>
    </Modal>
  );
}

function AskAgain() {
  const [ask, setAsk] = useState(terminalSettings.get().askBeforePaste);
  return (
    <Checkbox
      checked={!ask}
      onChange={({ detail }) => {
        setAsk(!detail.checked);
        terminalSettings.change({ askBeforePaste: !detail.checked });
      }}
    >
      Paste lines without asking from now on
    </Checkbox>
  );
}

const shown = (text: string): string => {
  const part = visibleControls(text.slice(0, shownChars));
  const left = text.length - shownChars;
  return left <= 0 ? part : `${part}\n… and ${counted(left, 'character')} more, sent as they are`;
};

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

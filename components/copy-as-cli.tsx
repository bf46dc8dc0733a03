'use client';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import styles from './copy-as-cli.module.css';
import { CopyButton } from './copy-button';
import { copyText } from './copy-text';
import { DropPanel } from './drop-panel';

/**
 * Shows the AWS CLI command that does the same, copied at the press. `command` is made when it is pressed: it may
 * depend on what is selected. Null: there is nothing to do yet, and `why` says so.
 */
export function CopyAsCli(props: { command: () => string | null; why?: string; label?: string }) {
  const [shown, setShown] = useState<{ command: string; copied: boolean } | null>(null);
  const label = props.label ?? 'Copy as CLI';
  const press = async () => {
    const command = props.command();
    if (command === null) return;
    setShown({ command, copied: false });
    setShown({ command, copied: await copyText(command) });
  };
  return (
    <DropPanel
      label="AWS CLI command"
      align="end"
      triggerClass={styles.trigger}
      trigger={label}
      onOpen={() => void press()}
      onClose={() => setShown(null)}
    >
      {(close) =>
        shown === null ? (
          <p className={styles.none}>{props.why ?? 'There is nothing to copy yet.'}</p>
        ) : (
          <Command {...shown} close={close} />
        )
      }
    </DropPanel>
  );
}

function Command({ command, copied, close }: { command: string; copied: boolean; close: () => void }) {
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <strong role="status">{copied ? 'Copied' : 'AWS CLI'}</strong>
        <CopyButton text={command} label="Copy command" />
      </div>
      <pre className={styles.command}>{command}</pre>
      <p className={styles.note}>Runs with your own credentials for the account, not with the console's.</p>
      <Button onClick={close}>Close</Button>
    </div>
  );
}

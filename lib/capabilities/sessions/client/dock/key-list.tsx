'use client';
import Modal from '@cloudscape-design/components/modal';
import { KeyHint } from '@/components/key-hint';
import styles from './key-list.module.css';

const keys: readonly { readonly where: string; readonly list: readonly (readonly [string, string])[] }[] = [
  {
    where: 'In a terminal',
    list: [
      ['Ctrl+Shift+arrow', 'To the pane on that side; up from the topmost, to its tab'],
      ['Alt+Shift++', 'Split right: another session on the same node'],
      ['Alt+Shift+−', 'Split below'],
      ['⌘K', 'Search and commands (elsewhere Ctrl+K too)'],
    ],
  },
  {
    where: 'On a tab',
    list: [
      ['← → Home End', 'To another tab'],
      ['↓ or Enter', 'Into its terminal'],
      ['Shift+← Shift+→', 'Move the tab'],
      ['F2', 'Rename the tab'],
      ['Delete', 'Close the tab'],
    ],
  },
  {
    where: 'On an edge between panes, or over the dock',
    list: [
      ['arrows', 'Move the edge'],
      ['Home End', 'As far as it goes'],
    ],
  },
];

/** Every key of the dock. All else typed in a terminal belongs to its shell. */
export function KeyList({ onClose }: { onClose: () => void }) {
  return (
    <Modal visible header="Keys of the dock" closeAriaLabel="Close" onDismiss={onClose}>
      {keys.map(({ where, list }) => (
        <section key={where}>
          <h3 className={styles.where}>{where}</h3>
          <dl className={styles.keys}>
            {list.map(([key, does]) => (
              <div key={key} className={styles.row}>
                <dt>
                  <KeyHint>{key}</KeyHint>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className={styles.rest}>
        Every other key in a terminal belongs to its shell. Keys that the browser keeps (Ctrl+W, Ctrl+T) are
        in each pane’s “Send a key”, or go to the shell in full screen.
      </p>
    </Modal>
  );
}

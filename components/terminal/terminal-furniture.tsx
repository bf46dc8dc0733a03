'use client';
import { useState, useSyncExternalStore } from 'react';
import { ConfirmDialog } from '../confirm-dialog';
import styles from './furniture.module.css';
import { PasteQuestion } from './paste/paste-question';
import { SearchBar } from './search/search-bar';
import { SettingsDialog } from './settings-dialog';
import { openAddress } from './terminal-links';
import type { TerminalView } from './terminal-view';

/**
 * Everything a terminal shows beside its screen: search, the look before a paste, the address behind a link, the bell,
 * settings. Stands in the same positioned box as the screen.
 */
export default function TerminalFurniture({ view }: { view: TerminalView }) {
  const { paste, link, searching, bells, settings } = useSyncExternalStore(
    view.pane.subscribe,
    view.pane.get,
  );
  const [bellsBefore] = useState(bells);
  const back = () => {
    view.pane.change({ paste: null, link: null, searching: false, settings: false });
    view.focus();
  };
  return (
    <>
      {bells !== bellsBefore && <span key={bells} className={styles.bell} />}
      {searching && <SearchBar search={view.search} onClose={back} />}
      {paste && <PasteQuestion plan={paste} onSend={(text) => view.sendPaste(text)} onCancel={back} />}
      {settings && <SettingsDialog onClose={back} />}
      {link !== null && (
        <ConfirmDialog
          title="Open this address?"
          confirmLabel="Open in a new tab"
          onConfirm={() => {
            openAddress(link);
            back();
          }}
          onCancel={back}
        >
          <p className={styles.address}>{link}</p>
          <p>The node printed it. What stands on the screen may be another text.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

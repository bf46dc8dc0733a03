'use client';
import { useSyncExternalStore } from 'react';
import styles from './furniture.module.css';
import { saveRecording } from './terminal-entries';
import type { TerminalView } from './terminal-view';

/** In a pane's bar while its terminal is recorded. A press ends the recording and saves the file. */
export function RecordingMark({ view, name }: { view: TerminalView; name: string }) {
  const { recording } = useSyncExternalStore(view.pane.subscribe, view.pane.get);
  if (!recording) return null;
  const words = recording.full
    ? 'Recording full'
    : recording.withInput
      ? 'Recording, with keys'
      : 'Recording';
  return (
    <button
      type="button"
      className={styles.recording}
      title="Stop and save the recording"
      onClick={() => saveRecording(view, name)}
    >
      {words}
    </button>
  );
}

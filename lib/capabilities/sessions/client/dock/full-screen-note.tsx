'use client';
import buttons from './dock-buttons.module.css';
import styles from './dock-head.module.css';
import { fullScreen, leaveFullScreen } from './full-screen';
import { useWatched } from './watched';

/** The way out of full screen, which must be seen where every key goes to a shell. */
export function FullScreenNote() {
  const full = useWatched(fullScreen);
  if (full === 'no') return null;
  return (
    <>
      <span className={styles.keysNote}>
        {full === 'all-keys'
          ? 'Every key goes to the shell. Hold Esc to leave.'
          : 'The browser keeps some keys: “Send a key” has them.'}
      </span>
      <button type="button" className={buttons.action} onClick={() => void leaveFullScreen()}>
        Leave full screen
      </button>
    </>
  );
}

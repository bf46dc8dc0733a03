'use client';
import { useEffect, useState } from 'react';
import styles from './copy-button.module.css';
import { copyText } from './copy-text';
import { useRowTabIndex } from './data-table/row-focus';
import { Icon } from './icon';

type CopyState = 'ready' | 'copied' | 'refused';

/** How long "Copied" stays before the button is itself again. */
const copiedShownMs = 2_000;

/** An icon button that copies a text and says so. `label` names it: "Copy node ID". */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<CopyState>('ready');
  const tabIndex = useRowTabIndex();
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), copiedShownMs);
    return () => clearTimeout(timer);
  }, [state]);
  const words = { ready: label, copied: 'Copied', refused: 'The browser did not allow copying' }[state];
  return (
    <button
      type="button"
      className={`${styles.button} ${state === 'copied' ? styles.copied : ''}`}
      aria-label={label}
      title={words}
      tabIndex={tabIndex}
      onClick={async (event) => {
        event.stopPropagation();
        setState((await copyText(text)) ? 'copied' : 'refused');
      }}
    >
      <Icon name={state === 'copied' ? 'done' : state === 'refused' ? 'cross' : 'copy'} size={14} />
      <span className="qd-hidden" aria-live="polite">
        {state === 'ready' ? '' : words}
      </span>
    </button>
  );
}

'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Icon } from '@/components/icon';
import { KeyHint } from '@/components/key-hint';
import type { Contribution } from '../contribution';
import styles from './palette.module.css';

const PaletteDialog = dynamic(() => import('./palette-dialog').then(({ PaletteDialog: Dialog }) => Dialog), {
  ssr: false,
});

/** A terminal keeps Ctrl-K: readline's "kill to the end of the line". ⌘K and the button work there too. */
const keepsCtrlK = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.xterm, [data-takes-keys]') !== null;

export function opensPalette(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'target'>): boolean {
  if (event.key.toLowerCase() !== 'k') return false;
  return event.metaKey || (event.ctrlKey && !keepsCtrlK(event.target));
}

/** The search in the bar, and what it opens. */
export function Palette({ capabilities }: { capabilities: readonly Contribution[] }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!opensPalette(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
  return (
    <>
      <button
        type="button"
        className={styles.trigger}
        aria-label="Search"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <Icon name="search" size={14} />
        <span className={styles.words}>Search</span>
        <span className={styles.keys}>
          <KeyHint>Ctrl K</KeyHint>
        </span>
      </button>
      {open && <PaletteDialog capabilities={capabilities} onClose={() => setOpen(false)} />}
    </>
  );
}

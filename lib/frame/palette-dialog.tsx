'use client';
import { Command } from 'cmdk';
import { useEffect, useRef, useState } from 'react';
import type { Contribution, PaletteEntry, PaletteSource } from '../contribution';
import { useActionContext } from './action-context';
import styles from './palette.module.css';
import { entriesMatching } from './palette-match';
import { recentThings } from './recent-things';
import { navigation } from './side-nav';

/** Entries drawn per group: more are found by typing, not by scrolling. */
const perGroupMax = 8;

/**
 * Pages, what rooms contribute, what was opened lately. A native modal dialog: focus is kept in it and returns by
 * the browser's own rules, and no style is injected. Entries come at once from what is loaded.
 */
export function PaletteDialog(props: { capabilities: readonly Contribution[]; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const context = useActionContext();
  const [recent] = useState(() => recentThings(sessionStorage));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // The dialog would give the focus to cmdk's own root, which takes it but cannot be typed into.
    input.current?.focus();
  }, []);
  const choose = ({ href, run }: PaletteEntry) => {
    props.onClose();
    if (href !== undefined) context.go(href);
    run?.(context);
  };
  const pages = navigation(props.capabilities).flatMap(({ section, entries }) =>
    entries.map(({ label, href }) => ({ id: `page-${href}`, label, hint: section, href })),
  );
  const lately = recent.map((thing) => ({ id: `recent-${thing.href}`, ...thing }));
  const sources = props.capabilities.flatMap(({ palette }) => palette ?? []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label="Search" onClose={props.onClose}>
      <Command shouldFilter={false} label="Search" loop>
        <Command.Input
          ref={input}
          value={query}
          onValueChange={setQuery}
          placeholder="Search pages and what is loaded"
          className={styles.input}
        />
        <Command.List className={styles.list} label="Results">
          <Command.Empty className={styles.none}>Nothing loaded fits “{query}”.</Command.Empty>
          <Group heading="Recent" entries={entriesMatching(lately, query, perGroupMax)} onChoose={choose} />
          <Group heading="Pages" entries={entriesMatching(pages, query, perGroupMax)} onChoose={choose} />
          {sources.map((source) => (
            <SourceGroup key={source.id} source={source} query={query} onChoose={choose} />
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}

interface Chooses {
  readonly onChoose: (entry: PaletteEntry) => void;
}

function SourceGroup({ source, query, onChoose }: { source: PaletteSource; query: string } & Chooses) {
  const entries = source.useEntries(query, perGroupMax);
  return <Group heading={source.group} entries={entries} onChoose={onChoose} />;
}

function Group({
  heading,
  entries,
  onChoose,
}: { heading: string; entries: readonly PaletteEntry[] } & Chooses) {
  if (entries.length === 0) return null;
  return (
    <Command.Group heading={heading} className={styles.group}>
      {entries.map((entry) => (
        <Command.Item
          key={entry.id}
          value={entry.id}
          className={styles.item}
          onSelect={() => onChoose(entry)}
        >
          {entry.icon}
          <span className={styles.label}>{entry.label}</span>
          {entry.hint && <span className={styles.hint}>{entry.hint}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

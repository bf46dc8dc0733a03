'use client';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../../icon';
import styles from '../furniture.module.css';
import { markedMax, type SearchResult, type TerminalSearch } from './terminal-search';

interface SearchBarProps {
  readonly search: TerminalSearch;
  readonly onClose: () => void;
}

const atFirst: SearchResult = { index: -1, count: 0, invalid: false };

/** Over the terminal's upper right corner. Enter: the one before, as people read upwards; Shift+Enter: the next. */
export function SearchBar({ search, onClose }: SearchBarProps) {
  const [text, setText] = useState('');
  const [how, setHow] = useState({ matchCase: false, regex: false });
  const [result, setResult] = useState(atFirst);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    return () => search.end();
  }, [search]);
  const find = (to: 'next' | 'before', what = text, as = how) => search.find(what, as, to, setResult);
  const close = () => {
    search.end();
    onClose();
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') find(event.shiftKey ? 'next' : 'before');
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const toggle = (change: Partial<typeof how>) => {
    const next = { ...how, ...change };
    setHow(next);
    find('before', text, next);
  };
  return (
    <search className={styles.search} aria-label="Search in this terminal">
      <input
        ref={field}
        className={styles.searchField}
        aria-label="Search for"
        aria-invalid={result.invalid}
        placeholder="Search"
        value={text}
        spellCheck={false}
        onKeyDown={keys}
        onChange={({ target }) => {
          setText(target.value);
          find('before', target.value);
        }}
      />
      <span className={styles.found} role="status">
        {text === '' ? '' : foundWords(result)}
      </span>
      <Toggle label="Match case" words="Aa" on={how.matchCase} press={(matchCase) => toggle({ matchCase })} />
      <Toggle label="Regular expression" words=".*" on={how.regex} press={(regex) => toggle({ regex })} />
      <Press label="Previous match" icon="up" press={() => find('before')} />
      <Press label="Next match" icon="down" press={() => find('next')} />
      <Press label="Close search" icon="close" press={close} />
    </search>
  );
}

export function foundWords({ index, count, invalid }: SearchResult): string {
  if (invalid) return 'Not an expression';
  if (count === 0) return 'Not found';
  if (index < 0 || count >= markedMax) return `${markedMax.toLocaleString('en')} or more`;
  return `${index + 1} of ${count}`;
}

interface ToggleProps {
  readonly label: string;
  readonly words: string;
  readonly on: boolean;
  readonly press: (on: boolean) => void;
}
function Toggle({ label, words, on, press }: ToggleProps) {
  return (
    <button
      type="button"
      className={styles.press}
      aria-label={label}
      title={label}
      aria-pressed={on}
      onClick={() => press(!on)}
    >
      {words}
    </button>
  );
}

function Press({ label, icon, press }: { label: string; icon: 'up' | 'down' | 'close'; press: () => void }) {
  return (
    <button type="button" className={styles.press} aria-label={label} title={label} onClick={press}>
      <Icon name={icon} />
    </button>
  );
}

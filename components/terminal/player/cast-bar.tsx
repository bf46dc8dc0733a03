'use client';
import { type FormEvent, useState } from 'react';
import { type PlaybackState, speeds } from './playback';
import styles from './player.module.css';

interface CastBarProps {
  readonly state: PlaybackState;
  readonly seconds: number;
  readonly skipping: boolean;
  /** What was searched for is nowhere. */
  readonly missing: boolean;
  readonly onPlay: () => void;
  readonly onSeek: (seconds: number) => void;
  readonly onSpeed: (speed: number) => void;
  readonly onSkip: (skipping: boolean) => void;
  readonly onFind: (text: string) => void;
}

/** The line under a recording: play, where, how fast, search. */
export function CastBar({ state, seconds, skipping, missing, ...on }: CastBarProps) {
  const { atSeconds, playing, speed } = state;
  const label = playing ? 'Pause' : 'Play';
  return (
    <div className={styles.bar}>
      <button type="button" className={styles.press} aria-label={label} title={label} onClick={on.onPlay}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path fill="currentColor" d={playing ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M4 2.5v11l9-5.5z'} />
        </svg>
      </button>
      <input
        type="range"
        className={styles.seek}
        aria-label="Position"
        aria-valuetext={`${clock(atSeconds)} of ${clock(seconds)}`}
        min={0}
        max={seconds}
        step="any"
        value={atSeconds}
        onChange={({ target }) => on.onSeek(target.valueAsNumber)}
      />
      <span className={styles.time}>
        {clock(atSeconds)} / {clock(seconds)}
      </span>
      <select
        className={styles.field}
        aria-label="Speed"
        value={speed}
        onChange={({ target }) => on.onSpeed(Number(target.value))}
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {each} ×
          </option>
        ))}
      </select>
      <label className={styles.check}>
        <input type="checkbox" checked={skipping} onChange={({ target }) => on.onSkip(target.checked)} />
        Skip pauses
      </label>
      <Find missing={missing} onFind={on.onFind} />
    </div>
  );
}

function Find({ missing, onFind }: { missing: boolean; onFind: (text: string) => void }) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFind(text);
  };
  return (
    <form onSubmit={submit}>
      <input
        type="search"
        className={`${styles.field} ${styles.search}`}
        aria-label="Search in the recording"
        placeholder="Search, Enter"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />{' '}
      <span role="status" className={styles.missing}>
        {missing ? 'Not found' : ''}
      </span>
    </form>
  );
}

/** "4:07", "1:02:03". */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return whole < 3600
    ? `${minutes}:${pad(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

'use client';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { CastBar } from './cast-bar';
import type { Cast } from './cast-file';
import { CastScreen } from './cast-screen';
import { findInCast } from './find-in-cast';
import { Playback, withoutPauses } from './playback';
import styles from './player.module.css';

/** A pause longer than this is nobody at the keys. */
const pauseSecondsMax = 2;
const stepSeconds = 5;

interface CastPlayerProps {
  readonly cast: Cast;
  readonly dark: boolean;
}

/** Plays a recording. Keys while it has the focus: Space, arrows, Home, End, 0 to 9 for tenths, slash to search. */
export function CastPlayer({ cast, dark }: CastPlayerProps) {
  const host = useRef<HTMLDivElement>(null);
  const [skipping, setSkipping] = useState(false);
  const shown = useMemo(() => (skipping ? withoutPauses(cast, pauseSecondsMax) : cast), [cast, skipping]);
  const [playback, setPlayback] = useState<Playback | null>(null);
  const screen = useRef<CastScreen | null>(null);

  useEffect(() => {
    if (!host.current) return;
    // The theme of the first moment; `dress` follows it without starting again.
    const made = new CastScreen(host.current, document.body.classList.contains('awsui-dark-mode'));
    screen.current = made;
    const player = new Playback(shown, {
      screen: made,
      nowMs: () => performance.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
    setPlayback(player);
    return () => {
      player.end();
      made.dispose();
      screen.current = null;
    };
  }, [shown]);
  useEffect(() => screen.current?.dress(dark), [dark]);

  const whole = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = whole.current;
    if (!element || !playback) return;
    const pressed = (event: KeyboardEvent) => playerKeys(event, element, playback);
    element.tabIndex = 0;
    element.addEventListener('keydown', pressed);
    return () => element.removeEventListener('keydown', pressed);
  }, [playback]);

  return (
    <section ref={whole} className={styles.player} aria-label="Recording">
      <div ref={host} className={styles.screen} />
      {playback && (
        <Controls key={shown.seconds} playback={playback} skipping={skipping} onSkip={setSkipping} />
      )}
    </section>
  );
}

interface ControlsProps {
  readonly playback: Playback;
  readonly skipping: boolean;
  readonly onSkip: (skipping: boolean) => void;
}
function Controls({ playback, skipping, onSkip }: ControlsProps) {
  const state = useSyncExternalStore(playback.subscribe, playback.getState);
  const [missing, setMissing] = useState(false);
  const find = (text: string) => {
    const found = text === '' ? null : findInCast(playback.cast, text, playback.getState().atSeconds);
    setMissing(text !== '' && found === null);
    if (found === null) return;
    playback.pause();
    playback.seek(found);
  };
  return (
    <CastBar
      state={state}
      seconds={playback.cast.seconds}
      skipping={skipping}
      missing={missing}
      onPlay={() => (state.playing ? playback.pause() : playback.play())}
      onSeek={(seconds) => playback.seek(seconds)}
      onSpeed={(speed) => playback.speed(speed)}
      onSkip={onSkip}
      onFind={find}
    />
  );
}

function playerKeys(event: KeyboardEvent, player: HTMLElement, playback: Playback): void {
  const { target, key } = event;
  const typing = target instanceof HTMLElement && target.closest('input, select, button') !== null;
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const { atSeconds, playing } = playback.getState();
  const { seconds } = playback.cast;
  const deeds: Record<string, () => void> = {
    ' ': () => (playing ? playback.pause() : playback.play()),
    ArrowLeft: () => playback.seek(atSeconds - stepSeconds),
    ArrowRight: () => playback.seek(atSeconds + stepSeconds),
    Home: () => playback.seek(0),
    End: () => playback.seek(seconds),
    '/': () => player.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
  };
  const deed = deeds[key] ?? (/^\d$/.test(key) ? () => playback.seek((seconds * Number(key)) / 10) : null);
  if (!deed) return;
  event.preventDefault();
  deed();
}

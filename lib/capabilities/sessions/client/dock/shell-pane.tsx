'use client';
import { useCallback, useEffect, useRef } from 'react';
import { ProblemAlert } from '@/components/states/problem-alert';
import type { Shell } from '../shell';
import type { ShellEnd } from '../shell-state';
import { useShell } from '../use-shells';
import styles from './dock.module.css';
import { ShellBar } from './shell-bar';
import type { Place } from './use-places';
import { useScreen } from './use-screen';

/** Out of the alternate screen, plain attributes, cursor shown, on a line of its own: what a dead program left on. */
const freshScreen = '\x1b[?1049l\x1b[!p\x1b[0m\x1b[?25h\r\n';

interface ShellPaneProps {
  readonly shell: Shell;
  readonly place: Place;
  /** The tab in front of an open dock. */
  readonly visible: boolean;
  /** Changes when the person asks for the keyboard to go into the terminal. */
  readonly focusAsked: number;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** A shell with its bar, its terminal and, when it is over, the reason. Hidden ones keep their size. */
export function ShellPane({ shell, place, visible, focusAsked, onLeave, onClose }: ShellPaneProps) {
  const host = useRef<HTMLDivElement>(null);
  const { phase } = useShell(shell);
  const { view, size } = useScreen(shell, host, { visible, onLeave });
  const focusSeen = useRef(0);

  useEffect(() => {
    if (!visible || !view || focusSeen.current === focusAsked) return;
    focusSeen.current = focusAsked;
    view.focus();
  }, [visible, view, focusAsked]);

  const restart = useCallback(() => {
    view?.write(freshScreen);
    view?.focus();
    void shell.start();
  }, [shell, view]);

  return (
    <div
      role="tabpanel"
      id={`shell-pane-${shell.id}`}
      aria-labelledby={`shell-tab-${shell.id}`}
      className={`${styles.pane} ${visible ? '' : styles.hidden}`}
    >
      <ShellBar shell={shell} place={place} size={size} onClose={onClose} onRestart={restart} />
      {phase.is === 'ended' && <Ended end={phase.end} />}
      <div ref={host} className={styles.screen} />
    </div>
  );
}

function Ended({ end: { sentence, detail, problem } }: { end: ShellEnd }) {
  if (problem) {
    return (
      <div className={styles.ended} role="status">
        <ProblemAlert problem={problem} />
      </div>
    );
  }
  return (
    <p className={styles.endedLine} role="status">
      <strong>Ended:</strong> {sentence} {detail}
    </p>
  );
}

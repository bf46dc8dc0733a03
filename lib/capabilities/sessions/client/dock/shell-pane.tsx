'use client';
import { useCallback, useEffect, useRef } from 'react';
import { Furniture } from '@/components/terminal/furniture';
import type { Shell } from '../shell';
import { useShell } from '../use-shells';
import { takesTyping } from './broadcast';
import { useBroadcast } from './broadcast-of-page';
import { focusTab } from './dock-commands';
import { dockLayout } from './dock-layout';
import { Ended } from './ended';
import { ShellBar } from './shell-bar';
import styles from './shell-pane.module.css';
import { usePaneKeys } from './use-pane-keys';
import type { Place } from './use-places';
import { useScreen } from './use-screen';

/** Out of the alternate screen, plain attributes, cursor shown, on a line of its own: what a dead program left on. */
const freshScreen = '\x1b[?1049l\x1b[!p\x1b[0m\x1b[?25h\r\n';

interface ShellPaneProps {
  readonly shell: Shell;
  readonly place: Place;
  /** In the tab in front of an open dock. */
  readonly visible: boolean;
  /** The one pane that the keyboard is or goes to. */
  readonly active: boolean;
  /** Which of its tab's panes; null: the only one. */
  readonly at: { readonly number: number; readonly of: number } | null;
  /** Changes when the person asks for the keyboard to go into the terminal. */
  readonly focusAsked: number;
}

/** A shell with its bar, its terminal and, when it is over, the reason. Hidden ones keep their size. */
export function ShellPane({ shell, place, visible, active, at, focusAsked }: ShellPaneProps) {
  const pane = usePaneKeys(shell);
  const host = useRef<HTMLDivElement>(null);
  const state = useShell(shell);
  const onLeave = useCallback(() => focusTab(shell.id), [shell]);
  const { view, size } = useScreen(shell, host, { visible, onLeave });
  const focusSeen = useRef(0);
  const typing = useBroadcast();
  const toAll = typing !== null && dockLayout.tabOf(shell.id)?.id === typing.tabId;

  useEffect(() => {
    if (!visible || !active || !view || focusSeen.current === focusAsked) return;
    focusSeen.current = focusAsked;
    view.focus();
  }, [visible, active, view, focusAsked]);

  const restart = useCallback(() => {
    view?.write(freshScreen);
    view?.focus();
    void shell.start();
  }, [shell, view]);

  const marked = [
    styles.pane,
    at && styles.parted,
    at && active && styles.activePane,
    toAll && (takesTyping(state) ? styles.taking : styles.notTaking),
  ].filter(Boolean);
  return (
    <section ref={pane} aria-label={paneName(shell.request.node.name, at)} className={marked.join(' ')}>
      <ShellBar
        shell={shell}
        view={view}
        place={place}
        size={size}
        named={at !== null}
        typing={toAll ? (takesTyping(state) ? 'takes' : 'misses') : null}
        onFocus={() => view?.focus()}
        onRestart={restart}
      />
      {state.phase.is === 'ended' && <Ended shell={shell} end={state.phase.end} />}
      <div className={styles.screen}>
        <div ref={host} className={styles.host} />
        <Furniture view={view} />
      </div>
    </section>
  );
}

/** Two panes on one node are told apart by their place. */
const paneName = (node: string, at: ShellPaneProps['at']): string =>
  at ? `Pane ${at.number} of ${at.of}: ${node}` : `Pane of ${node}`;

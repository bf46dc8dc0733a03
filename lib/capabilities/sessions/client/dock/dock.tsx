'use client';
import { useCallback, useEffect, useState } from 'react';
import { Icon } from '@/components/icon';
import { problemOf } from '@/lib/bff/client';
import { notices } from '@/lib/frame/notices';
import { openShell, showShell } from '../open-shell';
import type { Shell } from '../shell';
import { isLive } from '../shell-state';
import { shells } from '../shells';
import { useSessionsApi } from '../use-sessions-api';
import { useShells } from '../use-shells';
import { CloseQuestion } from './close-question';
import styles from './dock.module.css';
import { DockEdge } from './dock-edge';
import { dockSettings } from './dock-settings';
import { PhaseAnnouncer } from './phase-announcer';
import { ShellPane } from './shell-pane';
import { ShellTab } from './shell-tab';
import { tabKeys } from './tab-keys';
import { useDockSettings } from './use-dock-settings';
import { usePlaces } from './use-places';

/** Mounted once in the layout. Until a shell is open it is not there. */
export function Dock() {
  const api = useSessionsApi();
  // Hands the store its way to the BFF; nothing is started here.
  useEffect(() => shells.use(api), [api]);
  const state = useShells();
  return state.shells.length > 0 ? <OpenDock {...state} /> : null;
}

function OpenDock({ shells: open, activeId, focusAsked }: ReturnType<typeof useShells>) {
  const { heightPx, collapsed, screenReader } = useDockSettings();
  const placeOf = usePlaces();
  const [closing, setClosing] = useState<Shell | null>(null);
  const ask = (shell: Shell) => (isLive(shell.getState()) ? setClosing(shell) : void closeShell(shell));
  const active = open.find(({ id }) => id === activeId);
  const leave = useCallback(() => document.getElementById(`shell-tab-${activeId}`)?.focus(), [activeId]);
  const keys = tabKeys({
    ids: open.map(({ id }) => id),
    activeId,
    select: (id) => shells.activate(id, 'stays'),
    enter: () => active && showShell(active),
    close: () => active && ask(active),
  });
  return (
    <section
      className={`${styles.dock} ${collapsed ? styles.collapsed : ''}`}
      aria-label="Terminal dock"
      style={collapsed ? undefined : { height: heightPx }}
    >
      {!collapsed && <DockEdge heightPx={heightPx} />}
      <div className={styles.head}>
        <div className={styles.tabs} role="tablist" aria-label="Shells" onKeyDown={keys}>
          {open.map((shell) => (
            <ShellTab
              key={shell.id}
              shell={shell}
              place={placeOf(shell.request.node.scope)}
              selected={shell.id === activeId}
              onSelect={() => showShell(shell)}
              onClose={() => ask(shell)}
            />
          ))}
        </div>
        {active && (
          <button
            type="button"
            className={styles.icon}
            aria-label={`Another session on ${active.request.node.name}`}
            title={`Another session on ${active.request.node.name}`}
            onClick={() => openShell(active.request)}
          >
            <Icon name="plus" />
          </button>
        )}
        <span className={styles.grow} />
        <span className={styles.hint}>Ctrl+Shift+↑ leaves the terminal</span>
        <button
          type="button"
          className={styles.action}
          aria-pressed={screenReader}
          onClick={() => dockSettings.change({ screenReader: !screenReader })}
        >
          Screen reader mode
        </button>
        <button
          type="button"
          className={styles.icon}
          aria-label={collapsed ? 'Open the dock' : 'Collapse the dock'}
          aria-expanded={!collapsed}
          onClick={() => dockSettings.change({ collapsed: !collapsed })}
        >
          <Icon name={collapsed ? 'up' : 'down'} />
        </button>
      </div>
      <div className={styles.panes}>
        {open.map((shell) => (
          <ShellPane
            key={shell.id}
            shell={shell}
            place={placeOf(shell.request.node.scope)}
            visible={!collapsed && shell.id === activeId}
            focusAsked={focusAsked}
            onLeave={leave}
            onClose={() => ask(shell)}
          />
        ))}
      </div>
      <PhaseAnnouncer shells={open} />
      {closing && (
        <CloseQuestion
          name={closing.request.node.name}
          onKeep={() => setClosing(null)}
          onEnd={() => {
            setClosing(null);
            void closeShell(closing);
          }}
        />
      )}
    </section>
  );
}

/** The tab goes at once; that AWS would not end the session is worth a notice, as it then lives on. */
async function closeShell(shell: Shell): Promise<void> {
  try {
    await shells.close(shell);
  } catch (error) {
    const { name } = shell.request.node;
    const text = `${problemOf(error).message} It may live on until its idle limit.`;
    notices.add({ kind: 'error', header: `The session on ${name} could not be ended`, text });
  }
}

'use client';
import { type CSSProperties, useMemo } from 'react';
import type { Shell } from '../shell';
import { panelElementId, tabElementId } from './dock-commands';
import type { DockTab } from './layout/dock-layout';
import { type Box, layOut, paneIds } from './layout/pane-tree';
import { PaneEdge } from './pane-edge';
import { ShellPane } from './shell-pane';
import styles from './shell-pane.module.css';
import { usePlaces } from './use-places';

interface TabPanelProps {
  readonly tab: DockTab;
  readonly shells: ReadonlyMap<string, Shell>;
  readonly activeId: string | null;
  readonly focusAsked: number;
  /** The tab in front of an open dock. */
  readonly visible: boolean;
}

/**
 * A tab's panes where its tree puts them. They are siblings whatever the tree looks like, each at its place by
 * percentages: so splitting and closing moves a terminal without taking it off the page.
 */
export function TabPanel({ tab, shells, activeId, focusAsked, visible }: TabPanelProps) {
  const placeOf = usePlaces();
  const { panes, edges } = useMemo(() => layOut(tab.panes), [tab.panes]);
  return (
    <div
      role="tabpanel"
      id={panelElementId(tab.id)}
      aria-labelledby={tabElementId(tab.id)}
      className={`${styles.panel} ${visible ? '' : styles.hidden}`}
    >
      {paneIds(tab.panes).map((id, at) => {
        const shell = shells.get(id);
        const box = panes.get(id);
        if (!shell || !box) return null;
        return (
          <div key={id} className={styles.place} style={placed(box)}>
            <ShellPane
              shell={shell}
              place={placeOf(shell.request.node.scope)}
              visible={visible}
              active={id === activeId}
              at={panes.size === 1 ? null : { number: at + 1, of: panes.size }}
              focusAsked={focusAsked}
            />
          </div>
        );
      })}
      {edges.map((edge) => (
        <PaneEdge key={edge.path} tabId={tab.id} edge={edge} />
      ))}
    </div>
  );
}

const percent = (share: number): string => `${share * 100}%`;

const placed = ({ left, top, width, height }: Box): CSSProperties => ({
  left: percent(left),
  top: percent(top),
  width: percent(width),
  height: percent(height),
});

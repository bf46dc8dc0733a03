'use client';
import { useEffect, useRef } from 'react';
import { Icon } from '@/components/icon';
import type { Shell } from '../shell';
import { linkDetail } from '../shell-words';
import { askToCloseTab, panelElementId, tabElementId } from './dock-commands';
import styles from './dock-tabs.module.css';
import { dockDialog } from './dock-view';
import type { DockTab } from './layout/dock-layout';
import { PhaseMark } from './phase-mark';
import { neediest, tabName } from './tab-words';
import { usePlaces } from './use-places';
import { useSeconds } from './use-seconds';
import { useStates } from './use-states';

interface DockTabButtonProps {
  readonly tab: DockTab;
  readonly panes: readonly Shell[];
  readonly selected: boolean;
  readonly dragged: boolean;
  readonly onSelect: () => void;
}

/** One tab: whose accounts by its stripe, which nodes, how they are. The cross is for the mouse; Delete closes too. */
export function DockTabButton({ tab, panes, selected, dragged, onSelect }: DockTabButtonProps) {
  const placeOf = usePlaces();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  const phase = neediest(useStates(panes));
  const nowMs = useSeconds(phase?.is === 'reconnecting' || phase?.is === 'not-answering');
  if (!phase) return null;
  const name = tabName(tab, panes);
  const places = panes.map(({ request: { node } }) => ({ node, place: placeOf(node.scope) }));
  const colours = [...new Set(places.map(({ place }) => place.colour))];
  const styled = [styles.tab, selected && styles.selected, dragged && styles.dragged].filter(Boolean);
  return (
    <div ref={element} className={styled.join(' ')} role="presentation" draggable data-tab={tab.id}>
      <span className={styles.stripe} style={{ background: stripe(colours) }} />
      <button
        type="button"
        role="tab"
        id={tabElementId(tab.id)}
        aria-selected={selected}
        aria-controls={panelElementId(tab.id)}
        aria-keyshortcuts="Delete F2 Shift+ArrowLeft Shift+ArrowRight"
        tabIndex={selected ? 0 : -1}
        className={styles.tabButton}
        title={places
          .map(({ node, place }) => `${node.name} · ${node.id} · ${place.account} · ${node.scope.region}`)
          .join('\n')}
        onClick={onSelect}
        onDoubleClick={() => dockDialog.set({ is: 'rename', tabId: tab.id })}
      >
        <PhaseMark phase={phase} />
        <span className={styles.tabName}>{name}</span>
        {phase.is !== 'ended' && <span className={styles.tabDetail}>{linkDetail(phase, nowMs)}</span>}
      </button>
      <button
        type="button"
        aria-hidden="true"
        tabIndex={-1}
        className={styles.tabClose}
        title={`Close ${name}`}
        onClick={() => askToCloseTab(tab.id)}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}

/** All accounts of the tab, side by side: a split tab must not hide that one of its panes is production. */
const stripe = (colours: readonly string[]): string => {
  const step = 100 / colours.length;
  const bands = colours.map((colour, at) => `${colour} ${at * step}% ${(at + 1) * step}%`);
  return `linear-gradient(90deg, ${bands.join(', ')})`;
};

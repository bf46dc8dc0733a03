import type { KeyboardEvent } from 'react';
import { tabElementId } from './dock-commands';
import type { DockLayout, DockTab } from './layout/dock-layout';

interface TabKeys {
  readonly tabs: DockLayout;
  readonly front: DockTab | undefined;
  readonly select: (tab: DockTab) => void;
  readonly enter: (tab: DockTab) => void;
  readonly move: (tab: DockTab, by: -1 | 1) => void;
  readonly rename: (tab: DockTab) => void;
  readonly close: (tab: DockTab) => void;
}

/** Keys of the tab strip, as the ARIA tabs pattern has them; Down or Enter goes into the terminal. */
export function tabKeys({ tabs, front, select, enter, move, rename, close }: TabKeys) {
  const to = (index: number) => {
    const tab = tabs[(index + tabs.length) % tabs.length];
    if (!tab) return;
    select(tab);
    document.getElementById(tabElementId(tab.id))?.focus();
  };
  const plain: Record<string, (tab: DockTab, at: number) => void> = {
    ArrowLeft: (_, at) => to(at - 1),
    ArrowRight: (_, at) => to(at + 1),
    Home: () => to(0),
    End: () => to(tabs.length - 1),
    ArrowDown: enter,
    Enter: enter,
    F2: rename,
    Delete: close,
  };
  const shifted: Record<string, (tab: DockTab) => void> = {
    ArrowLeft: (tab) => move(tab, -1),
    ArrowRight: (tab) => move(tab, 1),
  };
  return (event: KeyboardEvent): void => {
    const act = (event.shiftKey ? shifted : plain)[event.key];
    if (!front || !act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(front, tabs.indexOf(front));
  };
}

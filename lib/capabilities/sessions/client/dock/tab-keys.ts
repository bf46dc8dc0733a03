import type { KeyboardEvent } from 'react';

interface TabKeys {
  readonly ids: readonly string[];
  readonly activeId: string | null;
  readonly select: (id: string) => void;
  readonly enter: () => void;
  readonly close: () => void;
}

/** Keys of the tab strip, as the ARIA tabs pattern has them; Down or Enter goes into the terminal. */
export function tabKeys({ ids, activeId, select, enter, close }: TabKeys) {
  const at = activeId === null ? -1 : ids.indexOf(activeId);
  const to = (index: number) => {
    const id = ids[(index + ids.length) % ids.length];
    if (id === undefined) return;
    select(id);
    document.getElementById(`shell-tab-${id}`)?.focus();
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => to(at - 1),
    ArrowRight: () => to(at + 1),
    Home: () => to(0),
    End: () => to(ids.length - 1),
    ArrowDown: enter,
    Enter: enter,
    Delete: close,
  };
  return (event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}

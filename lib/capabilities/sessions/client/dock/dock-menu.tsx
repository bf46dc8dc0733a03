'use client';
import { type KeyboardEvent, type ToggleEvent, useId, useRef, useState } from 'react';
import { Icon, type IconName } from '@/components/icon';
import { KeyHint } from '@/components/key-hint';
import styles from './dock-menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** As printed on the keys: "Alt+Shift+−". */
  readonly keys?: string;
  /** A line over it. */
  readonly begins?: 'group';
  readonly run: () => void;
}

interface DockMenuProps {
  readonly label: string;
  readonly icon: IconName;
  /** Asked for when it opens. */
  readonly entries: () => readonly MenuEntry[];
}

/** Space between the button and its menu, and between the menu and the window's rim. */
const gapPx = 4;

/**
 * A menu button. The menu is a native popover: over everything (the dock is low, its menus are tall), in full screen
 * too, closed by Escape and by a press elsewhere.
 */
export function DockMenu({ label, icon, entries }: DockMenuProps) {
  const [shown, setShown] = useState<readonly MenuEntry[] | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => menu.current?.hidePopover();
  const opened = () => {
    if (button.current && menu.current) stand(menu.current, button.current);
    itemsOf(menu.current)[0]?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={shown !== null}
        popoverTarget={id}
        onClick={() => setShown(entries())}
      >
        <Icon name={icon} />
      </button>
      <div
        ref={menu}
        id={id}
        role="menu"
        aria-label={label}
        popover="auto"
        className={styles.menu}
        onBeforeToggle={hideUntilPlaced}
        onToggle={({ newState }) => (newState === 'open' ? opened() : setShown(null))}
        onKeyDown={walk}
      >
        {shown?.map((entry) => (
          <button
            key={entry.id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={`${styles.item} ${entry.begins ? styles.begins : ''}`}
            onClick={() => {
              // Closing gives the focus back to the button; what runs may then move it on.
              close();
              entry.run();
            }}
          >
            {entry.label}
            {entry.keys && <KeyHint>{entry.keys}</KeyHint>}
          </button>
        ))}
      </div>
    </>
  );
}

/** Its place is known once it is laid out: until then it is not seen at another one. */
function hideUntilPlaced({ currentTarget, newState }: ToggleEvent<HTMLElement>): void {
  if (newState === 'open') currentTarget.style.visibility = 'hidden';
}

/** Under the button, or above it where there is more room; never out of the window. */
function stand(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const below = window.innerHeight - at.bottom;
  const above = at.top;
  const up = below < menu.offsetHeight + 2 * gapPx && above > below;
  menu.style.maxHeight = `${(up ? above : below) - 2 * gapPx}px`;
  const top = up ? at.top - menu.offsetHeight - gapPx : at.bottom + gapPx;
  const left = Math.min(at.right - menu.offsetWidth, window.innerWidth - menu.offsetWidth - gapPx);
  menu.style.top = `${Math.max(gapPx, top)}px`;
  menu.style.left = `${Math.max(gapPx, left)}px`;
  menu.style.visibility = '';
}

const itemsOf = (menu: Element | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item.matches(':focus'));
  const next: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const to = next[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}

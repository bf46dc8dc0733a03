'use client';
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './drop-panel.module.css';

/** Between a panel and its button, and between a panel and the edge of the screen. */
const rimPx = 6;

interface DropPanelProps {
  /** The accessible name of the panel, and of the trigger unless `triggerLabel` is given. */
  readonly label: string;
  readonly triggerLabel?: string;
  readonly trigger: ReactNode;
  readonly triggerClass?: string;
  readonly align?: 'start' | 'end';
  readonly children: (close: () => void) => ReactNode;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
}

/** A button and the panel under it. Escape and a press elsewhere close it; focus goes back to the button. */
export function DropPanel(props: DropPanelProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { onClose } = props;
  const close = () => {
    setOpen(false);
    onClose?.();
  };
  const closeAndReturn = () => {
    close();
    button.current?.focus();
  };
  useDismiss(box, open, close, closeAndReturn);
  const panel = useRef<HTMLDivElement>(null);
  const atEnd = useRoomFor(panel, open, props.align === 'end');
  const over = useRoomUnder(panel, open);
  return (
    <div ref={box} className={styles.box}>
      <button
        ref={button}
        type="button"
        className={props.triggerClass}
        aria-label={props.triggerLabel}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          if (open) return close();
          props.onOpen?.();
          setOpen(true);
        }}
      >
        {props.trigger}
      </button>
      {open && (
        <div
          ref={panel}
          id={id}
          role="dialog"
          aria-label={props.label}
          className={`${styles.panel} ${atEnd ? styles.end : ''} ${over ? styles.over : ''}`}
        >
          {props.children(closeAndReturn)}
        </div>
      )}
    </div>
  );
}

/** A press outside closes; Escape closes and gives the focus back. */
function useDismiss(
  box: RefObject<HTMLElement | null>,
  open: boolean,
  onPressOutside: () => void,
  onEscape: () => void,
): void {
  const latest = useRef({ onPressOutside, onEscape });
  latest.current = { onPressOutside, onEscape };
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      const outside = event.target instanceof Node && !box.current?.contains(event.target);
      if (outside) latest.current.onPressOutside();
    };
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && latest.current.onEscape();
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [open, box]);
}

/** Aligned with the button's end, unless that would put it out of its page (under the navigation, off the screen). */
function useRoomFor(panel: RefObject<HTMLElement | null>, open: boolean, wantsEnd: boolean): boolean {
  const [fits, setFits] = useState(true);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!open || !wantsEnd || !element) return setFits(true);
    const left = element.closest('main')?.getBoundingClientRect().left ?? 0;
    setFits(element.getBoundingClientRect().left >= left);
  }, [panel, open, wantsEnd]);
  return wantsEnd && fits;
}

/** Under the button, unless it would not end on the screen there and does over it. True: over it. */
function useRoomUnder(panel: RefObject<HTMLElement | null>, open: boolean): boolean {
  const [over, setOver] = useState(false);
  useLayoutEffect(() => {
    const element = panel.current;
    const button = element?.parentElement;
    if (!open || !element || !button) return setOver(false);
    const { height } = element.getBoundingClientRect();
    const { top, bottom } = button.getBoundingClientRect();
    const roomUnder = window.innerHeight - bottom;
    setOver(height > roomUnder - rimPx && top > roomUnder);
  }, [panel, open]);
  return over;
}

'use client';
import { notices } from '@/lib/frame/notices';
import { type DockRoom, dockRoom } from './dock-view';

/** Chromium's Keyboard API (WICG Keyboard Lock); other browsers have none. */
interface LockableKeyboard {
  lock(): Promise<void>;
  unlock(): void;
}

function lockable(): LockableKeyboard | null {
  const keyboard: unknown = Reflect.get(navigator, 'keyboard');
  return isLockable(keyboard) ? keyboard : null;
}

const isLockable = (keyboard: unknown): keyboard is LockableKeyboard =>
  typeof keyboard === 'object' && keyboard !== null && 'lock' in keyboard && 'unlock' in keyboard;

export const canLockKeyboard = (): boolean => lockable() !== null;

/**
 * The dock alone on the screen, with every key to its shells: Ctrl-W, Ctrl-T and Esc too where the browser can lock
 * the keyboard (holding Esc leaves). Dialogs are the page's, so it is the page that goes full screen.
 */
export async function enterFullScreen(): Promise<void> {
  const before = dockRoom.get();
  if (before === 'docked') dockRoom.set('page');
  try {
    await document.documentElement.requestFullscreen();
  } catch {
    dockRoom.set(before);
    notices.add({ kind: 'warning', text: 'This browser would not go full screen.' });
    return;
  }
  // Without a lock some keys stay the browser's: the send-key menu has them.
  await lockable()
    ?.lock()
    .catch(() => undefined);
  document.addEventListener('fullscreenchange', () => left(before), { once: true });
}

function left(before: DockRoom): void {
  lockable()?.unlock();
  dockRoom.set(before);
}

export const leaveFullScreen = (): Promise<void> => document.exitFullscreen();

'use client';
import { notices } from '@/lib/frame/notices';
import { showShell } from '../open-shell';
import type { Shell } from '../shell';
import { type DockRoom, dockRoom } from './dock-view';
import { Watched } from './watched';

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

/** Whether the dock has the whole screen, and whether it has every key with it. */
export const fullScreen = new Watched<'no' | 'some-keys' | 'all-keys'>('no');

/**
 * The dock alone on the screen, with every key to its shells: Ctrl-W, Ctrl-T and Esc too where the browser can lock
 * the keyboard (holding Esc leaves). Dialogs are the page's, so it is the page that goes full screen.
 */
export async function enterFullScreen(shell: Shell): Promise<void> {
  const before = dockRoom.get();
  if (before === 'docked') dockRoom.set('page');
  try {
    await document.documentElement.requestFullscreen();
  } catch {
    dockRoom.set(before);
    notices.add({ kind: 'warning', text: 'This browser would not go full screen.' });
    return;
  }
  whenLeft(before);
  fullScreen.set('some-keys');
  showShell(shell);
  const isLocked = await lockable()
    ?.lock()
    .then(() => true)
    .catch(() => false);
  if (isLocked && fullScreen.get() !== 'no') fullScreen.set('all-keys');
}

function whenLeft(before: DockRoom): void {
  const changed = () => {
    if (document.fullscreenElement) return;
    document.removeEventListener('fullscreenchange', changed);
    lockable()?.unlock();
    fullScreen.set('no');
    dockRoom.set(before);
  };
  document.addEventListener('fullscreenchange', changed);
}

export const leaveFullScreen = (): Promise<void> => document.exitFullscreen();

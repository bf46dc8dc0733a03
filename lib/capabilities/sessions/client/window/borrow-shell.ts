'use client';
import { shells } from '../shells';
import { type FromWindow, toWindow } from './window-messages';

/** A shell's own window: asks its opener for the shell, and leaves word when it goes. */

const isWindow = (opener: unknown): opener is WindowProxy =>
  typeof opener === 'object' && opener !== null && 'postMessage' in opener && 'closed' in opener;

const openerOf = (): WindowProxy | null => (isWindow(window.opener) ? window.opener : null);

const say = (message: FromWindow): void => openerOf()?.postMessage(message, window.location.origin);

/** Says that it is there, and takes what it is given. Answers what stops listening. */
export function meetOpener(ticket: string | null): () => void {
  const heard = ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== window.location.origin || source !== openerOf()) return;
    const read = toWindow.safeParse(data);
    if (!read.success || read.data.ticket !== ticket) return;
    shells.adopt(read.data.handed);
    say({ quarterdeck: 'shell-window', say: 'taken', ticket: read.data.ticket });
  };
  window.addEventListener('message', heard);
  // Said at a reload too: the opener then knows that the shells it was told of are here again.
  say({ quarterdeck: 'shell-window', say: 'ready', ticket: ticket ?? '' });
  return () => window.removeEventListener('message', heard);
}

/** As much screen as a reload takes along. */
const screenCharsMax = 64_000;

/** At pagehide: whatever can be told must be told now. Shells let their connections go at beforeunload. */
export function sayLeaving(): void {
  const left = shells.getState().shells.flatMap((shell) => shell.save(screenCharsMax) ?? []);
  if (left.length > 0) say({ quarterdeck: 'shell-window', say: 'leaving', shells: left });
}

/** Every shell back into the opener's dock; the window then has nothing left and closes. */
export async function returnToDock(): Promise<void> {
  for (const shell of shells.getState().shells) {
    const handed = await shells.handOver(shell);
    if (handed) say({ quarterdeck: 'shell-window', say: 'back', handed });
    else await shells.close(shell);
  }
}

export const hasOpener = (): boolean => openerOf() !== null && !openerOf()?.closed;

/** Browsers close only windows that a page opened. */
export const goFromWindow = (): void => window.close();

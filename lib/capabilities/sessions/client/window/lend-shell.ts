'use client';
import { problemOf } from '@/lib/bff/problem-of';
import { notices } from '@/lib/frame/notices';
import { routes } from '@/lib/kernel/routes';
import type { Shell } from '../shell';
import { isLive } from '../shell-state';
import type { HandedShell } from '../shell-store';
import { shells } from '../shells';
import { type FromWindow, fromWindow, type ToWindow } from './window-messages';

/** The dock's page: gives shells to windows of their own, and takes them back when those go. */

/** Shells that a window was opened for, by the ticket in its address. */
const waiting = new Map<string, Shell>();
/** What left this page and was not heard of since: a window that dies on the way must not take a shell along. */
const underWay = new Set<string>();

/** A window that has not taken its shell by then will not; its session's lock keeps two from having it. */
const takenWithinMs = 15_000;
/** How often a window that said it is leaving is looked at: gone, or back after a reload. */
const lookEveryMs = 500;

/** Opens a window for this shell. It asks for it once it is loaded; until then the shell stays here. */
export function moveToOwnWindow(shell: Shell): void {
  const ticket = crypto.randomUUID();
  const opened = window.open(routes.shellWindow(ticket), '_blank', 'popup,width=1000,height=640');
  if (!opened) {
    notices.add({
      kind: 'warning',
      text: 'The browser did not let a window open. Allow pop-ups for this page.',
    });
    return;
  }
  forgetCopies(opened);
  waiting.set(ticket, shell);
}

/** A new window starts with a copy of this one's session storage, and with it of marks of shells it never had. */
function forgetCopies(opened: WindowProxy): void {
  try {
    opened.sessionStorage.clear();
  } catch {
    // Then the window finds out by the sessions' locks, which this page holds.
  }
}

/** Listens to windows for as long as the page lives. Only same-origin ones are heard. */
export function listenToWindows(): () => void {
  const heard = ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== window.location.origin) return;
    const read = fromWindow.safeParse(data);
    if (read.success) void answer(read.data, isWindow(source) ? source : null);
  };
  window.addEventListener('message', heard);
  return () => window.removeEventListener('message', heard);
}

const isWindow = (source: MessageEventSource | null): source is WindowProxy =>
  source !== null && 'closed' in source;

async function answer(message: FromWindow, from: WindowProxy | null): Promise<void> {
  switch (message.say) {
    case 'ready':
      if (from) await lend(message.ticket, from);
      break;
    case 'taken':
      underWay.delete(message.ticket);
      break;
    case 'back':
      takeBack(message.handed);
      break;
    case 'leaving':
      await whenGone(
        from,
        message.shells.map((saved) => ({ saved, keys: null })),
      );
      break;
  }
}

async function lend(ticket: string, to: WindowProxy): Promise<void> {
  const shell = waiting.get(ticket);
  waiting.delete(ticket);
  if (!shell || !isLive(shell.getState())) return;
  const handed = await shells.handOver(shell);
  if (!handed) return;
  underWay.add(ticket);
  const message: ToWindow = { quarterdeck: 'shell-window', say: 'shell', ticket, handed };
  to.postMessage(message, window.location.origin);
  const lateMs = Date.now() + takenWithinMs;
  await until(() => !underWay.has(ticket) || to.closed || Date.now() > lateMs);
  if (underWay.delete(ticket)) takeBack(handed);
}

/** A window that said it is leaving and is gone gives its shells back; one that was reloaded has them again itself. */
async function whenGone(from: WindowProxy | null, left: readonly HandedShell[]): Promise<void> {
  let back = false;
  const reloaded = ({ source, data }: MessageEvent<unknown>) => {
    const read = fromWindow.safeParse(data);
    if (read.success && read.data.say === 'ready' && source === from) back = true;
  };
  window.addEventListener('message', reloaded);
  await until(() => back || from === null || from.closed);
  window.removeEventListener('message', reloaded);
  if (back) return;
  for (const handed of left) {
    if (handed.saved.live) takeBack(handed);
    else sayLost(handed);
  }
}

/** The window went faster than its shell could be written down. */
function sayLost({ saved: { request } }: HandedShell): void {
  const text = 'Its session may live on until its idle limit: it can be ended on the Sessions page.';
  notices.add({ kind: 'warning', header: `The window of ${request.node.name} went without its shell`, text });
}

function takeBack(handed: HandedShell): void {
  try {
    shells.adopt(handed);
  } catch (error) {
    const text = `${problemOf(error).message} It may live on until its idle limit.`;
    notices.add({ kind: 'error', header: 'A shell did not come back from its window', text });
  }
}

const until = (holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = () => (holds() ? resolve() : void setTimeout(look, lookEveryMs));
    look();
  });

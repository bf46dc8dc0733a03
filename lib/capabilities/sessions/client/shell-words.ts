import type { Problem } from '@/lib/kernel/problem';
import type { HowEnded } from '../contract';
import type { ShellEnd } from './shell-state';
import type { ChannelEnd, EndCause, Link, UnsentCause } from './worker-messages';

const endSentences: Record<EndCause, string> = {
  'never-opened': 'The connection to the session could not be opened, so the session was ended.',
  'ended-by-service': 'The session ended.',
  'session-over': 'The session was over before the connection came back.',
  'closed-here': 'You ended the session.',
  'encryption-broken': 'The node and this page do not have the same key. The session was ended.',
  'key-refused': 'The key of this encrypted session could not be had, so the session was ended.',
  'other-key':
    'The node asked for encryption under another key than the session document names. The session was ended.',
  'not-encrypted':
    'The session document demands encryption, but the node began without it. The session was ended before anything was typed.',
  'not-restored': 'What was kept of this shell cannot be read, so it cannot be resumed.',
  'not-a-shell': 'The session document starts something else than a shell. The session was ended.',
  protocol: 'The node sent what is not part of the session protocol. The session was ended.',
  'worker-failed': 'This page’s terminal worker failed. The session may live on until its idle limit.',
};

/** Causes whose text is for the person: the service's words, or which key. */
const saysMore = new Set<EndCause>(['ended-by-service', 'other-key', 'not-encrypted', 'encryption-broken']);

export const endOfChannel = ({ why, text }: ChannelEnd): ShellEnd => ({
  sentence: endSentences[why],
  detail: saysMore.has(why) ? text.trim() : '',
  problem: null,
  leftSession: why === 'worker-failed' || why === 'not-restored',
  byOthers: why === 'ended-by-service' || why === 'session-over',
});

/** "Session timed out due to inactivity.", "It was terminated by ada@example.com."; empty when neither is known. */
export const howEndedWords = ({ details, by }: HowEnded): string =>
  details ?? (by === null ? '' : `It was terminated by ${by}.`);

/** Causes after which the session still exists at AWS and nobody else would end it. */
export const leavesSessionBehind = ({ why }: ChannelEnd): boolean =>
  why === 'never-opened' ||
  why === 'encryption-broken' ||
  why === 'key-refused' ||
  why === 'other-key' ||
  why === 'not-encrypted' ||
  why === 'not-a-shell' ||
  why === 'protocol';

/** A start that was refused or failed, with everything the refusal said. */
export const endOfStart = (problem: Problem): ShellEnd => ({
  sentence: problem.message,
  detail: '',
  problem,
  leftSession: false,
  byOthers: false,
});

export const revokedEnd: ShellEnd = {
  sentence: 'Your sign-in was revoked, so the connection was dropped.',
  detail: 'The session lives on at AWS until its idle limit or until somebody ends it.',
  problem: null,
  leftSession: true,
  byOthers: false,
};

export const signedOutEnd: ShellEnd = { ...revokedEnd, sentence: 'You signed out.' };

/** A tab that went away before it could leave anything but its mark. */
export const lostEnd: ShellEnd = {
  sentence: 'This shell’s tab crashed or was closed by the browser, so it cannot be resumed.',
  detail: 'Its session may still be open on the node.',
  problem: null,
  leftSession: true,
  byOthers: false,
};

export const elsewhereEnd: ShellEnd = {
  sentence: 'This shell goes on in another tab or window.',
  detail: '',
  problem: null,
  leftSession: false,
  byOthers: false,
};

/** "1,204 bytes of output and 3 typed bytes were not kept." */
export function givenUpWords(output: number, input: number): string {
  const count = (bytes: number, what: string) => (bytes > 0 ? [`${bytes.toLocaleString('en')} ${what}`] : []);
  const parts = [...count(output, 'bytes of output'), ...count(input, 'typed bytes')];
  return `${parts.join(' and ')} were not kept when the page went away.`;
}

const unsentWhy: Record<UnsentCause, string> = {
  interrupt: 'were not sent: Ctrl-C stopped them.',
  'queue-full': 'were not sent: too much input is waiting for the node.',
  closed: 'were not sent: the session ended first.',
};

/** "1,204 bytes were not sent: Ctrl-C stopped them." */
export const unsentWords = (bytes: number, why: UnsentCause): string =>
  `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'} ${unsentWhy[why]}`.replace(
    /^1 byte were/,
    '1 byte was',
  );

/** What stands beside the state: "12 ms", "attempt 3, next in 4 s". Empty when there is nothing to say. */
export function linkDetail(link: Link, nowMs: number): string {
  if (link.is === 'connected') return link.rttMs === null ? '' : `${Math.max(1, Math.round(link.rttMs))} ms`;
  if (link.is === 'not-answering') return `for ${seconds(nowMs - link.sinceMs)}`;
  if (link.is === 'connecting') return '';
  if (link.why === 'offline') return 'this machine is offline';
  if (link.why === 'sign-in') return 'waits for you to sign in again';
  if (link.why === 'catching-up') return 'draws what has come first';
  if (link.why === 'leaving') return 'this page is about to go';
  const next = link.nextAttemptAtMs;
  return next === null || next <= nowMs
    ? `attempt ${link.attempt}`
    : `attempt ${link.attempt} in ${seconds(next - nowMs)}`;
}

const seconds = (ms: number): string => `${Math.max(1, Math.ceil(ms / 1000))} s`;

import type { Problem } from '@/lib/kernel/problem';
import type { ShellEnd } from './shell-state';
import type { ChannelEnd, EndCause, Link, UnsentCause } from './worker-messages';

const endSentences: Record<EndCause, string> = {
  'never-opened': 'The connection to the session could not be opened, so the session was ended.',
  'ended-by-service': 'The session ended.',
  'session-over': 'The session was over before the connection came back.',
  'closed-here': 'You ended the session.',
  encryption:
    'The session document demands KMS encryption, which this console does not do yet. The session was ended.',
  'not-a-shell': 'The session document starts something else than a shell. The session was ended.',
  protocol: 'The node sent what is not part of the session protocol. The session was ended.',
  unanswered: 'The node has not answered for five minutes. The session was ended.',
  'worker-failed': 'This page’s terminal worker failed. The session may live on until its idle limit.',
};

export const endOfChannel = ({ why, text }: ChannelEnd): ShellEnd => ({
  sentence: endSentences[why],
  detail: why === 'ended-by-service' ? text.trim() : '',
  problem: null,
});

/** Causes after which the session still exists at AWS and nobody else would end it. */
export const leavesSessionBehind = ({ why }: ChannelEnd): boolean =>
  why === 'never-opened' ||
  why === 'encryption' ||
  why === 'not-a-shell' ||
  why === 'protocol' ||
  why === 'unanswered';

/** A start that was refused or failed, with everything the refusal said. */
export const endOfStart = (problem: Problem): ShellEnd => ({
  sentence: problem.message,
  detail: '',
  problem,
});

export const revokedEnd: ShellEnd = {
  sentence: 'Your sign-in was revoked, so the connection was dropped.',
  detail: 'The session lives on at AWS until its idle limit or until somebody ends it.',
  problem: null,
};

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
  const next = link.nextAttemptAtMs;
  return next === null || next <= nowMs
    ? `attempt ${link.attempt}`
    : `attempt ${link.attempt} in ${seconds(next - nowMs)}`;
}

const seconds = (ms: number): string => `${Math.max(1, Math.ceil(ms / 1000))} s`;

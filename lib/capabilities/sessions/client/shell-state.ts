import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { DocumentFacts } from '../contract';
import type { Link } from './worker-messages';

/** The node a shell is on, as its tab shows it. */
export interface ShellNode {
  readonly scope: Scope;
  readonly id: string;
  readonly name: string;
}

export interface StartRequest {
  readonly node: ShellNode;
  readonly reason?: string;
  readonly documentName?: string;
  /** Of the session document: name → values. */
  readonly parameters?: Readonly<Record<string, string[]>>;
}

/** Why a shell is over, in the order: one sentence of ours, then what the other side said. */
export interface ShellEnd {
  readonly sentence: string;
  /** Of the service or the node; may be empty. */
  readonly detail: string;
  /** What a refusal carried: shown in full. */
  readonly problem: Problem | null;
  /** The session may live on at AWS, without a shell: it can be ended from here. */
  readonly leftSession: boolean;
  /** It was not ended from here: CloudTrail may know by whom. */
  readonly byOthers: boolean;
}

export type ShellPhase = Link | { readonly is: 'ended'; readonly end: ShellEnd };

/** Everything a tab and its bar draw. A new object at each change, the same one until then. */
export interface ShellState {
  readonly phase: ShellPhase;
  readonly sessionId: string | null;
  readonly document: DocumentFacts | null;
  readonly startedAtMs: number;
  /** The KMS key that the session is sealed with; null: it is not sealed. */
  readonly kmsKey: string | null;
  /** When input was last sent, within ten seconds; the idle limit counts from it. Null: never from this page. */
  readonly lastInputAtMs: number | null;
  /** The latest thing the person should know: "1,204 bytes were not sent". Null when there is none. */
  readonly notice: string | null;
}

export const isLive = ({ phase }: ShellState): boolean => phase.is !== 'ended';

/** The state in a word or two, as ux.md has them, for people and screen readers alike. */
export function phaseWords(phase: ShellPhase): string {
  switch (phase.is) {
    case 'connecting':
      return 'Connecting';
    case 'connected':
      return 'Connected';
    case 'reconnecting':
      return 'Reconnecting';
    case 'not-answering':
      return 'Not answering';
    case 'ended':
      return 'Ended';
  }
}

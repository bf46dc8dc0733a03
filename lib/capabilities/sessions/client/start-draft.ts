import { Watched } from './dock/watched';
import type { StartRequest } from './shell-state';

/** What a person has filled in before a start. */
export interface StartDraft {
  readonly reason: string;
  /** Null: the account's preferences. */
  readonly documentName: string | null;
  /** By parameter name: what was written for one document stands ready when another asks for the same. */
  readonly values: Readonly<Record<string, string>>;
  readonly arrange: 'tabs' | 'panes';
}

/** AWS's pattern for a reason is `.{1,256}` (StartSession). */
export const reasonLengthMax = 256;

const empty: StartDraft = { reason: '', documentName: null, values: {}, arrange: 'tabs' };

/** Kept while the page lives, in memory only: closing the dialog by mistake loses nothing. Cleared by a start. */
export const startDraft = new Watched<StartDraft>(empty);

export const forgetDraft = (): void => startDraft.set(empty);

/** A draft as an earlier start had it: for changing one thing and starting again. */
export const draftOf = ({ reason, documentName, parameters }: StartRequest): StartDraft => ({
  ...empty,
  reason: reason ?? '',
  documentName: documentName ?? null,
  values: Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, values]) => [name, values.join('\n')]),
  ),
});

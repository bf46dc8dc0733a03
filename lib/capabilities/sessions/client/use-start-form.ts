'use client';
import { useState } from 'react';
import { cliLines } from '@/lib/kernel/cli';
import type { Scope } from '@/lib/kernel/scope';
import { startSessionCli } from '../cli';
import { type DocumentParameter, parameterProblem, writtenParameters } from '../model-document';
import { useWatched } from './dock/watched';
import type { ShellNode, StartRequest } from './shell-state';
import { forgetDraft, reasonLengthMax, type StartDraft, startDraft } from './start-draft';
import { type StartDocument, useStartDocument } from './use-start-document';

interface StartForm {
  readonly draft: StartDraft;
  readonly change: (change: Partial<StartDraft>) => void;
  readonly forget: () => void;
  /** The place whose documents are offered: the first node's. */
  readonly scope: Scope;
  /** How many accounts and Regions the nodes are in. */
  readonly places: number;
  readonly document: StartDocument;
  readonly reasonProblem: string | null;
  /** What is wrong with a parameter, once the person has left its field or pressed Start. */
  readonly problemOf: (parameter: DocumentParameter) => string | null;
  readonly left: (parameter: string) => void;
  /** One start a node; null, with the errors shown, while something is wrong. */
  readonly requests: () => readonly StartRequest[] | null;
  readonly cli: () => string | null;
}

/** What the start dialog holds: the draft, what the document makes of it, and when errors are shown. */
export function useStartForm(nodes: readonly ShellNode[]): StartForm {
  const draft = useWatched(startDraft);
  const [seen, setSeen] = useState<ReadonlySet<string> | 'all'>(new Set());
  const scope = scopeOf(nodes);
  const document = useStartDocument(scope, draft.documentName);
  const reasonProblem =
    draft.reason.length > reasonLengthMax
      ? `${draft.reason.length} characters: at most ${reasonLengthMax}.`
      : null;
  const wrong = (parameter: DocumentParameter) =>
    parameterProblem(parameter, draft.values[parameter.name] ?? '');
  const requests = () => {
    const { form } = document;
    if (!form || reasonProblem || form.parameters.some((parameter) => wrong(parameter) !== null)) {
      setSeen('all');
      return null;
    }
    return nodes.map((node) => ({
      node,
      reason: draft.reason.trim() || undefined,
      documentName: draft.documentName ?? undefined,
      parameters: writtenParameters(form, draft.values),
    }));
  };
  return {
    draft,
    change: (change) => startDraft.set({ ...draft, ...change }),
    forget: forgetDraft,
    scope,
    places: new Set(nodes.map(({ scope: { account, region } }) => `${account} ${region}`)).size,
    document,
    reasonProblem,
    problemOf: (parameter) => (seen === 'all' || seen.has(parameter.name) ? wrong(parameter) : null),
    left: (name) => setSeen((before) => (before === 'all' ? 'all' : new Set([...before, name]))),
    requests,
    cli: () => commandsOf(requests()),
  };
}

function scopeOf([first]: readonly ShellNode[]): Scope {
  if (!first) throw new Error('A start dialog needs a node.');
  return first.scope;
}

const commandsOf = (requests: readonly StartRequest[] | null): string | null =>
  requests &&
  cliLines(
    requests.map(({ node, ...rest }) =>
      startSessionCli({ ...rest, region: node.scope.region, target: node.id }),
    ),
  );

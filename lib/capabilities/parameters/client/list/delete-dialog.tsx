'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { CopyAsCli } from '@/components/copy-as-cli';
import { problemOf, useBffCalls } from '@/lib/bff/client';
import { notices } from '@/lib/frame/notices';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { cliLines } from '@/lib/kernel/cli';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import { deleteCli } from '../../cli';
import { namesPerCallMax } from '../../contract';
import { countWords, deleteWord, inGroups } from '../../model';
import type { ParametersRouter } from '../../server/router';
import styles from '../parameters.module.css';
import { type ScopedParameter, useParameterStore } from '../use-parameters';

type Doomed = Pick<ScopedParameter, 'id' | 'scope' | 'name' | 'version'>;

interface DeleteDialogProps {
  readonly parameters: readonly Doomed[];
  /** `deleted`: all are gone. */
  readonly onClose: (deleted: boolean) => void;
}

/** Shows exactly which parameters go, by scope; several ask for their folder to be typed. */
export function DeleteDialog({ parameters, onClose }: DeleteDialogProps) {
  const calls = useBffCalls<{ parameters: ParametersRouter }>();
  const { listing } = useParameterStore();
  // What the dialog was opened for: a listing that goes on under it changes nothing here.
  const [doomed] = useState(parameters);
  const [gone, setGone] = useState(0);
  const scopes = byScope(doomed);
  const remove = useMutation({
    mutationFn: async () => {
      for (const { scope, names } of scopes)
        for (const group of inGroups(names, namesPerCallMax)) {
          await calls.parameters.delete.mutate({ scope, names: [...group] });
          listing.change(scope, (items) => items.filter(({ name }) => !group.includes(name)));
          setGone((before) => before + group.length);
        }
    },
    onSuccess: () => {
      const what = doomed.length === 1 ? (doomed[0]?.name ?? '') : countWords(doomed.length);
      notices.add({ kind: 'success', text: `Deleted ${what}.` });
      onClose(true);
    },
  });
  const word = deleteWord(doomed.map(({ name }) => name));
  return (
    <ConfirmDialog
      title={`Delete ${countWords(doomed.length)}?`}
      confirmLabel="Delete"
      typeToConfirm={word ?? undefined}
      busy={remove.isPending}
      problem={remove.error ? problemOf(remove.error) : null}
      onConfirm={() => remove.mutate()}
      onCancel={() => onClose(false)}
    >
      <p className={styles.plain}>
        With every version and label. AWS keeps nothing of it; the name can be used again after 30 seconds.
      </p>
      {scopes.map((each) => (
        <Doom key={scopeKey(each.scope)} {...each} />
      ))}
      {gone > 0 && gone < doomed.length && (
        <p role="status">
          {gone} of {doomed.length} deleted.
        </p>
      )}
      <CopyAsCli command={() => cliLines(scopes.map(({ scope, names }) => deleteCli(scope, names)))} />
    </ConfirmDialog>
  );
}

function Doom({ scope, names }: { scope: Scope; names: readonly string[] }) {
  const me = useMe();
  return (
    <div className={styles.doom}>
      <strong>{placeWords(scope, me.scopes)}</strong>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function byScope(parameters: readonly Doomed[]): readonly { scope: Scope; names: readonly string[] }[] {
  const scopes = new Map(parameters.map(({ scope }) => [scopeKey(scope), scope]));
  return [...scopes].map(([key, scope]) => ({
    scope,
    names: parameters.filter((each) => scopeKey(each.scope) === key).map(({ name }) => name),
  }));
}

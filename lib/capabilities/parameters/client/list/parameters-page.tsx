'use client';
import Button from '@cloudscape-design/components/button';
import { useMemo, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { nothingSelected } from '@/components/data-table/selection';
import { useTableUrl } from '@/components/data-table/use-table-url';
import { PageHead } from '@/components/page-head';
import { ProblemAlert } from '@/components/states/problem-alert';
import { useActionContext } from '@/lib/frame/action-context';
import { useScopes } from '@/lib/frame/signed-in';
import { cliLines } from '@/lib/kernel/cli';
import type { Problem } from '@/lib/kernel/problem';
import { routes } from '@/lib/kernel/routes';
import { listCli } from '../../cli';
import { isUnder, pathTree } from '../../model';
import { Breadcrumb } from '../breadcrumb';
import styles from '../parameters.module.css';
import type { PlainValues } from '../plain-values';
import type { Listing } from '../scoped-listing';
import { usePageKeys } from '../use-page-keys';
import { type ScopedParameter, useParameterStore, useParameters } from '../use-parameters';
import { DeleteDialog } from './delete-dialog';
import { isReading } from './listing-words';
import { ParametersTable } from './parameters-table';
import { PathTree } from './path-tree';
import { ProgressLine } from './progress-line';
import { usePath } from './use-path';

/** Every parameter of the chosen scopes, by folder. */
export default function ParametersPage() {
  const listed = useParameters();
  const { listing, values } = useParameterStore();
  return (
    <ParametersScreen
      listed={listed}
      values={values}
      onRefresh={() => {
        values.forgetFailures();
        listing.refresh();
      }}
      onStop={() => listing.stop()}
      onResume={() => listing.resume()}
    />
  );
}

export interface ParametersScreenProps {
  readonly listed: Listing<ScopedParameter>;
  readonly values: PlainValues;
  readonly onRefresh: () => void;
  readonly onStop: () => void;
  readonly onResume: () => void;
}

/** The page over any listing: the gallery of states shows it over made-up ones. */
export function ParametersScreen(props: ParametersScreenProps) {
  const { items, scopes } = props.listed;
  const [path, setPath] = usePath();
  const [table, setTable] = useTableUrl();
  const [selection, select] = useState(nothingSelected);
  const [deleting, setDeleting] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const root = useMemo(() => pathTree(items.map(({ name }) => name)), [items]);
  const rows = useMemo(() => items.filter(({ name }) => isUnder(name, path)), [items, path]);
  const chosen = useMemo(() => rows.filter(({ id }) => selection.ids.has(id)), [rows, selection]);
  const actions = useListActions(path, chosen);
  const open = (next: string) => {
    setPath(next);
    select(nothingSelected);
    setRefusal(null);
  };
  return (
    <div className={styles.page}>
      <PageHead
        title="Parameters"
        count={(chosen.length > 0 ? `${count(chosen)}/` : '') + count(rows)}
        under={<Breadcrumb path={path} onOpen={open} />}
      >
        <Button
          iconName="refresh"
          ariaLabel="Refresh"
          loading={isReading(scopes)}
          onClick={props.onRefresh}
        />
        <CopyAsCli {...actions.list} />
        <Button disabled={chosen.length === 0} onClick={() => setDeleting(true)}>
          Delete
        </Button>
        <Button variant="primary" onClick={actions.create} ariaLabel="Create parameter">
          Create parameter
        </Button>
      </PageHead>
      <ProgressLine scopes={scopes} onStop={props.onStop} onResume={props.onResume} />
      {refusal && <ProblemAlert problem={refusal} />}
      <div className={styles.body}>
        <Folders root={root} path={path} onOpen={open} />
        <div className={styles.list}>
          <ParametersTable
            rows={rows}
            scopes={scopes}
            values={props.values}
            path={path}
            table={table}
            onTable={setTable}
            selection={selection}
            onSelect={select}
            onRefused={setRefusal}
            onCreate={actions.create}
            onOpen={open}
          />
        </div>
      </div>
      {deleting && (
        <DeleteDialog
          parameters={chosen}
          onClose={(deleted) => {
            setDeleting(false);
            if (deleted) select(nothingSelected);
          }}
        />
      )}
    </div>
  );
}

const count = (rows: readonly unknown[]): string => rows.length.toLocaleString('en');

/** N creates in this folder, E edits the one that is selected; the list as a command, one a Region. */
function useListActions(path: string, chosen: readonly ScopedParameter[]) {
  const { go } = useActionContext();
  const scopes = useScopes();
  const create = () => go(routes.newParameter(path === '/' ? undefined : path));
  usePageKeys({
    n: create,
    e: () => {
      const [only] = chosen;
      if (only && chosen.length === 1) go(routes.parameter(only.scope, only.name, 'edit'));
    },
  });
  const regions = [...new Map(scopes.map((scope) => [scope.region, scope])).values()];
  const command = () =>
    regions.length === 0 ? null : cliLines(regions.map((scope) => listCli(scope, path)));
  return { create, list: { command, why: 'Choose a scope first: the command lists its parameters.' } };
}

/** Beside the table; on a narrow screen folded away over it. */
function Folders({
  root,
  path,
  onOpen,
}: {
  root: ReturnType<typeof pathTree>;
  path: string;
  onOpen: (path: string) => void;
}) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <div className={unfolded ? `${styles.folders} ${styles.unfolded}` : styles.folders}>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        {unfolded ? 'Hide folders' : 'Folders'}
      </button>
      <div className={styles.treeBox}>
        <PathTree
          root={root}
          path={path}
          onChoose={(next) => {
            onOpen(next);
            setUnfolded(false);
          }}
        />
      </div>
    </div>
  );
}

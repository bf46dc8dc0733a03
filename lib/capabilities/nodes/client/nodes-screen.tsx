'use client';
import Button from '@cloudscape-design/components/button';
import { useMemo, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { nothingSelected } from '@/components/data-table/selection';
import type { TableState } from '@/components/data-table/table-state';
import { useTableUrl } from '@/components/data-table/use-table-url';
import { PageHead } from '@/components/page-head';
import { RelativeTime } from '@/components/relative-time';
import type { Contribution } from '@/lib/contribution';
import { useActionContext } from '@/lib/frame/action-context';
import { routes } from '@/lib/kernel/routes';
import { listCommands } from '../cli';
import { ColumnSource, contributedColumns } from './contributed-columns';
import type { Fleet } from './fleet-listing';
import { isComplete, isReading, oldestReading } from './listing-words';
import { actionsOf, NodeActionBar } from './node-action-bar';
import { NodePanel } from './node-panel';
import styles from './nodes.module.css';
import { NodesEmpty } from './nodes-empty';
import { NodesTable } from './nodes-table';
import { ProgressLine } from './progress-line';
import { SummaryStrip } from './summary-strip';
import { isShown, useNodesView } from './use-nodes-view';

export interface NodesScreenProps {
  readonly fleet: Fleet;
  readonly contributions: readonly Contribution[];
  readonly onRefresh: () => void;
  readonly onStop: () => void;
  readonly onResume: () => void;
}

/** The list of nodes in whatever state the fleet is: it is handed everything, and asks for nothing. */
export function NodesScreen({ fleet, contributions, onRefresh, onStop, onResume }: NodesScreenProps) {
  const [table, setAddress] = useTableUrl();
  const [selection, select] = useState(nothingSelected);
  const setTable = (next: TableState) => {
    // An action must not reach nodes that a new filter has put out of sight.
    if (next.filter !== table.filter) select(nothingSelected);
    setAddress(next);
  };
  const { go } = useActionContext();
  const complete = isComplete(fleet.scopes);
  const view = useNodesView(fleet.nodes, contributions, table, complete);
  const actions = useMemo(() => actionsOf(contributions), [contributions]);
  const selected = useMemo(
    () => fleet.nodes.filter(({ key }) => selection.ids.has(key)),
    [fleet.nodes, selection],
  );
  const [only] = selected.length === 1 ? selected : [];
  return (
    <div className={styles.page}>
      {contributedColumns(contributions).map((column) => (
        <ColumnSource
          key={column.id}
          column={column}
          nodes={fleet.nodes}
          wanted={isShown(contributions, table, column.id)}
          tell={view.tell}
        />
      ))}
      <PageHead
        title="Nodes"
        count={complete || fleet.nodes.length > 0 ? counter(selected.length, fleet.nodes.length) : undefined}
        note={<Age readAt={oldestReading(fleet.scopes)} />}
      >
        <Button
          iconName="refresh"
          ariaLabel="Refresh"
          loading={isReading(fleet.scopes)}
          onClick={onRefresh}
        />
        <CopyAsCli
          command={() => listCommand(fleet.scopes)}
          why="Choose a scope first: the command lists its nodes."
        />
        <NodeActionBar actions={actions} nodes={selected} shortcuts />
      </PageHead>
      <SummaryStrip
        tiles={view.tiles}
        filter={table.filter}
        onFilter={(filter) => setTable({ ...table, filter })}
      />
      <ProgressLine scopes={fleet.scopes} onStop={onStop} onResume={onResume} />
      <div className={styles.body}>
        <div className={styles.list}>
          <NodesTable
            nodes={fleet.nodes}
            view={view}
            table={table}
            onTable={setTable}
            selection={selection}
            onSelect={select}
            onOpen={(node) => go(routes.node(node.scope, node.id))}
            loading={isReading(fleet.scopes)}
            empty={<NodesEmpty scopes={fleet.scopes} onRetry={onResume} />}
          />
        </div>
        {only && (
          <NodePanel node={only} contributions={contributions} onClose={() => select(nothingSelected)} />
        )}
      </div>
    </div>
  );
}

/** How old what is shown is. */
function Age({ readAt }: { readAt: number | null }) {
  if (readAt === null) return null;
  return (
    <>
      Read <RelativeTime atMs={readAt} />
    </>
  );
}

const counter = (selected: number, all: number): string =>
  selected > 0 ? `${selected.toLocaleString('en')}/${all.toLocaleString('en')}` : all.toLocaleString('en');

const listCommand = (scopes: Fleet['scopes']) =>
  scopes.length === 0
    ? null
    : listCommands(
        scopes.map(({ scope, source }) => ({ scope, source: source ?? 'DescribeInstanceProperties' })),
      );

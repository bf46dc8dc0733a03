'use client';
import Button from '@cloudscape-design/components/button';
import { useMemo, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { DataTable } from '@/components/data-table/data-table';
import { nothingSelected } from '@/components/data-table/selection';
import { useTableUrl } from '@/components/data-table/use-table-url';
import { PageHead } from '@/components/page-head';
import { RelativeTime } from '@/components/relative-time';
import { EmptyState } from '@/components/states/empty-state';
import { useActionContext } from '@/lib/frame/action-context';
import { routes } from '@/lib/kernel/routes';
import { scopeKey } from '@/lib/kernel/scope';
import { statesCli } from '../../cli';
import { oldestScan, type PatchRow, worstFirst } from '../../model';
import { patchColumns } from '../patch-columns';
import { type PatchFilter, patchProperties, sameTokens, tokensOf } from '../patch-filter';
import { type PatchView, usePatchFleet } from '../use-patch-fleet';
import { ComplianceCard } from './compliance-card';
import styles from './patching.module.css';
import { ReadingLine } from './reading-line';
import { SeverityCard } from './severity-card';
import { Tiles } from './tiles';

const rowKey = (row: PatchRow): string => `${scopeKey(row)}|${row.id}`;

/** "Are we safe, since when, what is worst?" Every number is a filter on the table under it. */
export default function PatchingPage() {
  return <PatchingScreen view={usePatchFleet()} />;
}

/** The page over any reading: the gallery of states shows it over made-up ones. */
export function PatchingScreen({ view }: { view: PatchView }) {
  const [table, setTable] = useTableUrl();
  const [selection, select] = useState(nothingSelected);
  const { go } = useActionContext();
  // While more is read rows stay where they are: nothing moves under the pointer.
  const rows = useMemo(() => (view.reading ? view.rows : worstFirst(view.rows)), [view.rows, view.reading]);
  const isChosen = (filter: PatchFilter) => sameTokens(table.filter.tokens, tokensOf(filter));
  const onChoose = (filter: PatchFilter) =>
    setTable({ ...table, filter: { operation: 'and', tokens: isChosen(filter) ? [] : tokensOf(filter) } });
  return (
    <div className={styles.page}>
      <Heading view={view} />
      <ReadingLine view={view} />
      <Tiles rows={rows} isChosen={isChosen} onChoose={onChoose} />
      <div className={styles.charts}>
        <ComplianceCard rows={rows} isChosen={isChosen} onChoose={onChoose} />
        <SeverityCard rows={rows} onChoose={onChoose} />
      </div>
      <div className={styles.list}>
        <DataTable
          label="Nodes"
          rows={rows}
          rowId={rowKey}
          rowName={({ name }) => name}
          columns={patchColumns}
          properties={patchProperties}
          state={table}
          onState={setTable}
          selection={selection}
          onSelect={select}
          onOpen={(row) => go(routes.node(row, row.id, 'patches'))}
          loading={view.reading}
          fileName="patch-compliance"
          empty={
            <EmptyState
              title="No managed nodes here"
              text="Patch compliance is counted over the managed nodes of the chosen accounts and Regions. There are none, or none that may be read."
            />
          }
        />
      </div>
    </div>
  );
}

function Heading({ view }: { view: PatchView }) {
  const oldest = oldestScan(view.rows);
  return (
    <PageHead title="Patch compliance" note={oldest !== null && <Age atMs={oldest} />}>
      <Button iconName="refresh" ariaLabel="Refresh" loading={view.reading} onClick={view.refresh} />
      <CopyAsCli command={() => statesCli(view.rows)} why="There is no node to ask about yet." />
    </PageHead>
  );
}

const Age = ({ atMs }: { atMs: number }) => (
  <>
    Oldest report <RelativeTime atMs={atMs} />
  </>
);

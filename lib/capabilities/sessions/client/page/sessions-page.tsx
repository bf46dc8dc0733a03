'use client';
import Button from '@cloudscape-design/components/button';
import { useMemo, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { DataTable } from '@/components/data-table/data-table';
import { nothingSelected } from '@/components/data-table/selection';
import { useTableUrl } from '@/components/data-table/use-table-url';
import { PageHead } from '@/components/page-head';
import { EmptyState } from '@/components/states/empty-state';
import { ProblemAlert } from '@/components/states/problem-alert';
import { useActionContext } from '@/lib/frame/action-context';
import { useScopes } from '@/lib/frame/signed-in';
import { useAccountName } from '@/lib/frame/use-account-name';
import { cliLines } from '@/lib/kernel/cli';
import { routes } from '@/lib/kernel/routes';
import { listSessionsCli } from '../../cli';
import { isLiveSession } from '../../model';
import { sessionColumns, sessionProperties } from './session-columns';
import { SessionDetails } from './session-details';
import styles from './sessions-page.module.css';
import { TerminateDialog } from './terminate-dialog';
import { type LoggedSession, useLogging } from './use-logging';
import { type SessionList, useSessionList } from './use-session-list';

const count = (number: number): string => number.toLocaleString('en');

/** Who is in a shell now, and who was in the last 30 days. */
export default function SessionsPage() {
  const list = useSessionList(useScopes());
  return <SessionsScreen list={list} rows={useLogging(list.rows)} />;
}

/** The page over any list: the gallery of states shows it over made-up ones. */
export function SessionsScreen({ list, rows }: { list: SessionList; rows: readonly LoggedSession[] }) {
  const scopes = useScopes();
  const { go } = useActionContext();
  const nameOf = useAccountName();
  const columns = useMemo(() => sessionColumns(nameOf), [nameOf]);
  const properties = useMemo(() => sessionProperties(nameOf), [nameOf]);
  const [state, setState] = useTableUrl();
  const [selection, setSelection] = useState(nothingSelected);
  const [terminating, setTerminating] = useState(false);
  const chosen = list.rows.filter(({ id }) => selection.ids.has(id));
  const endable = chosen.filter(isLiveSession);
  const liveCount = useMemo(() => list.rows.filter(isLiveSession).length, [list.rows]);
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const regions = [...new Set(scopes.map(({ region }) => region))];
  return (
    <div className={styles.page}>
      <PageHead
        title="Sessions"
        count={`${count(liveCount)} live, ${count(list.rows.length - liveCount)}${list.hasMore ? '+' : ''} past`}
      >
        <Button iconName="refresh" ariaLabel="Refresh" onClick={list.refresh} />
        <CopyAsCli
          command={() =>
            cliLines(
              regions.flatMap((region) => [
                listSessionsCli(region, 'Active'),
                listSessionsCli(region, 'History'),
              ]),
            )
          }
        />
        <Button onClick={() => go(routes.recordings())}>Play a recording</Button>
        <Button onClick={() => go(routes.sessionDocuments())}>Documents</Button>
        <Button onClick={() => go(routes.sessionPreferences(scopes[0]))}>Preferences</Button>
        <Button disabled={endable.length === 0} onClick={() => setTerminating(true)}>
          Terminate
        </Button>
      </PageHead>
      {list.problems.map((problem) => (
        <ProblemAlert
          key={`${problem.message}${problem.facts.requestId}`}
          problem={problem}
          onRetry={list.refresh}
        />
      ))}
      <DataTable
        label="Sessions"
        rows={rows}
        rowId={({ id }) => id}
        rowName={({ id }) => id}
        columns={columns}
        properties={properties}
        state={state}
        onState={setState}
        selection={selection}
        onSelect={setSelection}
        loading={list.loading}
        empty={<NoSessions refused={list.problems.length > 0} />}
        fileName="sessions"
        tools={
          list.hasMore && (
            <Button loading={list.loadingMore} onClick={() => void list.loadMore()}>
              Load older
            </Button>
          )
        }
      />
      {only && (
        <section className={styles.details} aria-label="Session details">
          <SessionDetails session={only} />
        </section>
      )}
      {terminating && (
        <TerminateDialog
          sessions={endable}
          onClose={(changed) => {
            setTerminating(false);
            if (changed) list.refresh();
          }}
        />
      )}
    </div>
  );
}

const NoSessions = ({ refused }: { refused: boolean }) =>
  refused ? (
    <EmptyState title="No sessions could be read" text="The reasons are above." />
  ) : (
    <EmptyState
      title="No sessions in the last 30 days"
      text="Start one from a node: select it under Nodes and press S."
    />
  );

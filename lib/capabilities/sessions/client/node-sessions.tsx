'use client';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { DataTable } from '@/components/data-table/data-table';
import { nothingSelected } from '@/components/data-table/selection';
import { plainTable } from '@/components/data-table/table-state';
import { EmptyState } from '@/components/states/empty-state';
import { ProblemAlert } from '@/components/states/problem-alert';
import type { NodeRef } from '@/lib/contribution';
import { isLiveSession } from '../model';
import { openShell } from './open-shell';
import { sessionColumns, sessionProperties } from './page/session-columns';
import { TerminateDialog } from './page/terminate-dialog';
import { useLogging } from './page/use-logging';
import { useSessionList } from './page/use-session-list';
import { canStart, checksToMake } from './start-on-nodes';
import { useOneScope } from './use-one-scope';

/** What every row of one node has in common says nothing in its table. */
/** One node is in one place. */
const columns = sessionColumns(String).filter(({ id }) => !['target', 'account', 'region'].includes(id));
const properties = sessionProperties(String);

/** Sessions of one node, live and past, and what to check where none can be started. */
export default function NodeSessions({ node }: { node: NodeRef }) {
  const list = useSessionList(useOneScope(node.scope), node.id);
  const rows = useLogging(list.rows);
  const [state, setState] = useState(plainTable);
  const [selection, setSelection] = useState(nothingSelected);
  const [terminating, setTerminating] = useState(false);
  const endable = list.rows.filter((row) => selection.ids.has(row.id) && isLiveSession(row));
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12, minHeight: 420 }}>
      <WhyNoSession node={node} />
      {list.problems.map((problem) => (
        <ProblemAlert key={problem.message} problem={problem} onRetry={list.refresh} />
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
        empty={
          <EmptyState
            title="No sessions in the last 30 days"
            text={`Nobody has opened a shell on ${node.name}.`}
            action={<StartButton node={node} />}
          />
        }
        fileName={`sessions-${node.id}`}
        tools={
          <Button disabled={endable.length === 0} onClick={() => setTerminating(true)}>
            Terminate
          </Button>
        }
      />
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

const StartButton = ({ node }: { node: NodeRef }) =>
  canStart([node], Date.now()) === true ? (
    <Button onClick={() => openShell({ node: { scope: node.scope, id: node.id, name: node.name } })}>
      Start session
    </Button>
  ) : null;

function WhyNoSession({ node }: { node: NodeRef }) {
  const can = canStart([node], Date.now());
  if (can === true) return null;
  return (
    <Alert type="warning" header="No session can be started now">
      {can} Check that:
      <ul style={{ margin: 0 }}>
        {checksToMake.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ul>
    </Alert>
  );
}

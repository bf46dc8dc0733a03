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
import { Trail } from '@/components/trail';
import { useActionContext } from '@/lib/frame/action-context';
import { useScopes } from '@/lib/frame/signed-in';
import { useAccountName } from '@/lib/frame/use-account-name';
import { cliLines } from '@/lib/kernel/cli';
import { routes } from '@/lib/kernel/routes';
import { listDocumentsCli } from '../../document-cli';
import { documentColumns, documentProperties } from './document-columns';
import styles from './documents.module.css';
import { sessionsStep } from './trail-steps';
import { useDocuments } from './use-documents';

/** The session documents of the chosen scopes: AWS's own, this account's, and those shared with it. */
export default function DocumentsPage() {
  const scopes = useScopes();
  const { rows, loading, problems, retry } = useDocuments(scopes);
  const { go } = useActionContext();
  const nameOf = useAccountName();
  const columns = useMemo(() => documentColumns(nameOf), [nameOf]);
  const properties = useMemo(() => documentProperties(nameOf), [nameOf]);
  const [state, setState] = useTableUrl();
  const [selection, setSelection] = useState(nothingSelected);
  const regions = [...new Set(scopes.map(({ region }) => region))];
  return (
    <div className={`${styles.page} ${styles.full}`}>
      <PageHead
        title="Session documents"
        count={rows.length.toLocaleString('en')}
        trail={<Trail steps={[sessionsStep]} end="Session documents" />}
      >
        <CopyAsCli command={() => cliLines(regions.map(listDocumentsCli))} />
        <Button variant="primary" onClick={() => go(routes.newSessionDocument(scopes[0]))}>
          Create document
        </Button>
      </PageHead>
      {problems.map((problem) => (
        <ProblemAlert
          key={`${problem.message}${problem.facts.requestId}`}
          problem={problem}
          onRetry={retry}
        />
      ))}
      <DataTable
        label="Session documents"
        rows={rows}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={columns}
        properties={properties}
        state={state}
        onState={setState}
        selection={selection}
        onSelect={setSelection}
        loading={loading}
        empty={
          problems.length > 0 ? (
            <EmptyState title="No documents could be read" text="The reasons are above." />
          ) : (
            <EmptyState title="No session documents" text="Create one to say how a session starts." />
          )
        }
        fileName="session-documents"
      />
    </div>
  );
}

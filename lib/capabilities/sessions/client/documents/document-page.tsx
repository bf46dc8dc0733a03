'use client';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { PageHead } from '@/components/page-head';
import { EmptyState } from '@/components/states/empty-state';
import { PageSkeleton } from '@/components/states/page-skeleton';
import { ProblemAlert } from '@/components/states/problem-alert';
import { Trail } from '@/components/trail';
import { useActionContext } from '@/lib/frame/action-context';
import { PlaceGate } from '@/lib/frame/place-gate';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe, useScopes } from '@/lib/frame/signed-in';
import { useDraft } from '@/lib/frame/use-draft';
import { routes } from '@/lib/kernel/routes';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import { documentTextCli } from '../../document-cli';
import { sessionDocumentFault } from '../../json-text';
import { firstDocument } from '../../session-preferences';
import { beginDocument, type DocumentDraft, documentSlot } from './document-draft';
import { DocumentEditor } from './document-editor';
import styles from './documents.module.css';
import { JsonField } from './json-field';
import { documentsStep, sessionsStep } from './trail-steps';
import { useDocument } from './use-document';

/** One session document, or a new one where the address names none. */
export default function DocumentPage() {
  const scopes = useScopes();
  const search = useSearchParams();
  const account = search.get('account') ?? scopes[0]?.account;
  const region = search.get('region') ?? scopes[0]?.region;
  const name = search.get('name');
  if (!account || !region)
    return <EmptyState title="No scope chosen" text="Choose an account and Region in the bar at the top." />;
  return (
    <PlaceGate account={account} region={region}>
      {(scope) =>
        name ? (
          <ExistingDocument key={`${scopeKey(scope)}|${name}`} scope={scope} name={name} />
        ) : (
          <NewDocument key={scopeKey(scope)} scope={scope} />
        )
      }
    </PlaceGate>
  );
}

function ExistingDocument({ scope, name }: { scope: Scope; name: string }) {
  const read = useDocument(scope, name);
  const slot = useMemo(() => documentSlot(scope, name, ''), [scope, name]);
  const { draft, put, drop } = useDraft(slot);
  const document = read.state === 'read' ? read.document : null;
  const mayEdit = document?.owner === scope.account;
  const shown = draft ?? (document && beginDocument(name, document, ''));
  if (read.state === 'reading') return <PageSkeleton title={name} trail={trailTo(name)} />;
  return (
    <div className={`${styles.page} ${styles.narrow}`}>
      <DocumentHead title={name} scope={scope} name={name} />
      {read.state === 'problem' && <ProblemAlert problem={read.problem} onRetry={read.retry} />}
      {read.state === 'absent' && (
        <EmptyState
          title="No such document"
          text={`There is no document ${name} in this account and Region.`}
        />
      )}
      {shown && document && !mayEdit && <OthersDocument content={shown.content} owner={document.owner} />}
      {shown && mayEdit && <TextForm scope={scope} draft={shown} onDraft={put} onEnd={drop} />}
    </div>
  );
}

function NewDocument({ scope }: { scope: Scope }) {
  const { go } = useActionContext();
  const slot = useMemo(() => documentSlot(scope, null, firstDocument), [scope]);
  const { draft, put, drop } = useDraft(slot);
  const shown = draft ?? beginDocument('', null, firstDocument);
  const fault = nameFault(shown.name);
  return (
    <div className={`${styles.page} ${styles.narrow}`}>
      <DocumentHead title="Create session document" scope={scope} />
      <TextForm
        scope={scope}
        draft={shown}
        fault={fault}
        onDraft={put}
        onEnd={(saved) => {
          drop();
          go(saved === null ? routes.sessionDocuments() : routes.sessionDocument(scope, saved));
        }}
      >
        <FormField
          label="Name"
          constraintText="3 to 128 letters, digits and . - _; it cannot begin with aws, amazon or amzn."
          errorText={shown.name === '' ? undefined : (fault ?? undefined)}
        >
          <Input
            value={shown.name}
            spellcheck={false}
            autoComplete={false}
            onChange={({ detail }) => put({ ...shown, name: detail.value })}
          />
        </FormField>
      </TextForm>
    </div>
  );
}

/** SSM API reference, CreateDocument: pattern, and the prefixes AWS keeps for itself. */
function nameFault(name: string): string | null {
  if (!/^[a-zA-Z0-9_.-]{3,128}$/.test(name)) return 'Give it a name of 3 to 128 letters, digits and . - _.';
  return /^(aws|amazon|amzn)/i.test(name) ? 'AWS keeps names that begin with aws, amazon or amzn.' : null;
}

interface TextFormProps {
  readonly scope: Scope;
  readonly draft: DocumentDraft;
  readonly fault?: string | null;
  readonly onDraft: (draft: DocumentDraft) => void;
  readonly onEnd: (saved: string | null) => void;
  readonly children?: React.ReactNode;
}

const TextForm = ({ scope, draft, fault = null, onDraft, onEnd, children }: TextFormProps) => (
  <DocumentEditor
    scope={scope}
    draft={draft}
    fault={fault ?? sessionDocumentFault(draft.content)}
    onDraft={onDraft}
    onEnd={onEnd}
  >
    {children}
    <JsonField content={draft.content} onContent={(content) => onDraft({ ...draft, content })} />
  </DocumentEditor>
);

// What scrolls must be reachable with the keyboard (axe: scrollable-region-focusable); the linter knows no such case.
const scrolls = { tabIndex: 0 } as const;

const OthersDocument = ({ content, owner }: { content: string; owner: string | null }) => (
  <>
    <p className={styles.note}>
      Owned by {owner === 'Amazon' ? 'AWS' : (owner ?? 'another account')}: it can be used here, not changed.
    </p>
    <section {...scrolls} className={styles.text} aria-label="Content">
      {content}
    </section>
  </>
);

const trailTo = (end: string) => <Trail steps={[sessionsStep, documentsStep]} end={end} />;

function DocumentHead({ title, scope, name }: { title: string; scope: Scope; name?: string }) {
  const me = useMe();
  return (
    <PageHead title={title} note={placeWords(scope, me.scopes)} trail={trailTo(title)}>
      {name !== undefined && <CopyAsCli command={() => documentTextCli(scope.region, name)} />}
    </PageHead>
  );
}

'use client';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { PageHead } from '@/components/page-head';
import { RowLink } from '@/components/row-link';
import { EmptyState } from '@/components/states/empty-state';
import { ProblemAlert } from '@/components/states/problem-alert';
import { useActionContext } from '@/lib/frame/action-context';
import { notices } from '@/lib/frame/notices';
import { useScopes } from '@/lib/frame/signed-in';
import { useDraft } from '@/lib/frame/use-draft';
import { routes } from '@/lib/kernel/routes';
import { placeKey, type Scope, scopeKey } from '@/lib/kernel/scope';
import { putCli } from '../../cli';
import { Breadcrumb } from '../breadcrumb';
import { WhenSaved, whoSaved } from '../detail/side';
import styles from '../detail.module.css';
import { FactFields } from '../fact-fields';
import { useLoadedParameters } from '../use-parameters';
import { usePut } from '../use-put';
import { ValueEditor } from '../value-editor';
import {
  beginCreate,
  type CreateDraft,
  createFaults,
  createOf,
  createSlot,
  scopeOfDraft,
} from './create-draft';
import { IdentityFields } from './identity-fields';

/** A new parameter. What is typed stays until it is saved or given up, also over a walk to another page. */
export default function CreatePage() {
  const scopes = useScopes();
  const path = useSearchParams().get('path');
  const { draft, put, drop } = useDraft(createSlot);
  useEffect(() => {
    if (!draft || (!createSlot.isDirty(draft) && draft.begun !== beginCreate(path, null).begun))
      put(beginCreate(path, null));
  }, [draft, path, put]);
  if (scopes.length === 0)
    return <EmptyState title="No scope chosen" text="Choose an account and Region in the bar at the top." />;
  if (!draft) return null;
  return <CreateForm draft={draft} scopes={scopes} onDraft={put} onEnd={drop} />;
}

interface CreateFormProps {
  readonly draft: CreateDraft;
  readonly scopes: readonly Scope[];
  readonly onDraft: (draft: CreateDraft) => void;
  readonly onEnd: () => void;
}

function CreateForm({ draft, scopes, onDraft, onEnd }: CreateFormProps) {
  const { go } = useActionContext();
  const create = usePut();
  const [tried, setTried] = useState(false);
  const scope = scopeOfDraft(draft, scopes, scopeKey);
  const isTaken = useTaken(scope);
  const faults = createFaults(draft, isTaken);
  const shown = tried ? faults : touchedFaults(draft, faults);
  const ready = scope !== null && Object.keys(faults).length === 0;
  const folder = draft.begun === '/' ? undefined : draft.begun.slice(0, -1);
  const press = () => {
    setTried(true);
    if (!ready) return;
    create.save({ scope, ...createOf(draft) }, (outcome) => {
      if (outcome.outcome === 'stopped') return onDraft({ ...draft, taken: outcome.theirs });
      notices.add({ kind: 'success', text: `Created ${draft.name}.` });
      onEnd();
      go(routes.parameter(scope, draft.name));
    });
  };
  return (
    <div className={styles.page}>
      <PageHead title="Create parameter" trail={<Breadcrumb path={folder ?? '/'} end="Create parameter" />} />
      <Container
        footer={
          <div className={styles.row}>
            <Button variant="primary" loading={create.busy} onClick={press}>
              Create parameter
            </Button>
            <Button
              variant="link"
              disabled={create.busy}
              onClick={() => {
                onEnd();
                go(routes.parameters(folder));
              }}
            >
              Cancel
            </Button>
            <CopyAsCli
              command={() => (ready ? putCli(scope, { ...createOf(draft), creates: true }) : null)}
              why="Fill in name and value first."
            />
          </div>
        }
      >
        <SpaceBetween size="m">
          {create.problem && <ProblemAlert problem={create.problem} />}
          {draft.taken && scope && <Taken draft={draft} taken={draft.taken} scope={scope} />}
          <IdentityFields
            draft={draft}
            scopes={scopes}
            scope={scope}
            nameFault={shown.name}
            scopeFault={tried && scope === null ? 'Choose where to create it.' : undefined}
            disabled={create.busy}
            onDraft={(next) => onDraft({ ...next, taken: null })}
          />
          <ValueEditor
            label="Value"
            type={draft.type}
            value={draft.value}
            disabled={create.busy}
            error={shown.value}
            hint={draft.type === 'StringList' ? 'Members are separated by commas.' : undefined}
            onChange={(value) => onDraft({ ...draft, value })}
          />
          <FactFields
            type={draft.type}
            fields={draft}
            faults={shown}
            disabled={create.busy}
            onChange={(fields) => onDraft({ ...draft, ...fields })}
          />
        </SpaceBetween>
      </Container>
    </div>
  );
}

/** Names already listed in that place: a hint while typing; AWS has the last word. */
function useTaken(scope: Scope | null): (name: string) => boolean {
  const { items } = useLoadedParameters();
  if (!scope) return () => false;
  const place = placeKey(scope);
  return (name) => items.some((item) => item.name === name && placeKey(item.scope) === place);
}

/** While typing, only what was typed is judged: an empty value is no mistake yet, nor is a folder without a name. */
function touchedFaults(draft: CreateDraft, faults: ReturnType<typeof createFaults>) {
  return {
    ...faults,
    name: draft.name === draft.begun ? undefined : faults.name,
    value: draft.value === '' ? undefined : faults.value,
  };
}

const Taken = ({
  draft,
  taken,
  scope,
}: {
  draft: CreateDraft;
  taken: NonNullable<CreateDraft['taken']>;
  scope: Scope;
}) => (
  <Alert type="warning" header="There is such a parameter already">
    {whoSaved(taken)} saved version {taken.version}
    <WhenSaved {...taken} />. Nothing of yours was written.{' '}
    <RowLink href={routes.parameter(scope, draft.name)}>{`Open ${draft.name}`}</RowLink>
  </Alert>
);

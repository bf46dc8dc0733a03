'use client';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
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
import { placeKey, type Scope } from '@/lib/kernel/scope';
import { documentTextCli } from '../../document-cli';
import { preferencesDocument } from '../../model';
import { firstPreferences } from '../../session-preferences';
import { beginDocument, documentSlot } from './document-draft';
import styles from './documents.module.css';
import { PreferencesForm } from './preferences-form';
import { sessionsStep } from './trail-steps';
import { useDocument } from './use-document';

/** How Session Manager behaves in one account and Region. AWS keeps it in the document SSM-SessionManagerRunShell. */
export default function PreferencesPage() {
  const scopes = useScopes();
  const search = useSearchParams();
  const first = scopes[0];
  const account = search.get('account') ?? first?.account;
  const region = search.get('region') ?? first?.region;
  if (!account || !region)
    return <EmptyState title="No scope chosen" text="Choose an account and Region in the bar at the top." />;
  return (
    <PlaceGate account={account} region={region}>
      {(scope) => <PlacePreferences key={placeKey(scope)} scope={scope} />}
    </PlaceGate>
  );
}

const trail = <Trail steps={[sessionsStep]} end="Session preferences" />;

function PlacePreferences({ scope }: { scope: Scope }) {
  const read = useDocument(scope, preferencesDocument);
  const slot = useMemo(() => documentSlot(scope, preferencesDocument, firstPreferences), [scope]);
  const { draft, put, drop } = useDraft(slot);
  if (read.state === 'reading' && !draft) return <PageSkeleton title="Session preferences" trail={trail} />;
  return (
    <div className={`${styles.page} ${styles.narrow}`}>
      <PageHead title="Session preferences" trail={trail}>
        <CopyAsCli command={() => documentTextCli(scope.region, preferencesDocument)} />
      </PageHead>
      <PlaceSelect scope={scope} />
      {read.state === 'problem' && <ProblemAlert problem={read.problem} onRetry={read.retry} />}
      {(draft || read.state === 'read' || read.state === 'absent') && (
        <PreferencesForm
          scope={scope}
          draft={
            draft ??
            beginDocument(preferencesDocument, read.state === 'read' ? read.document : null, firstPreferences)
          }
          onDraft={put}
          onEnd={drop}
        />
      )}
    </div>
  );
}

/** Preferences hold for one account and Region: which one is said beside them, and changed here. */
function PlaceSelect({ scope }: { scope: Scope }) {
  const scopes = useScopes();
  const me = useMe();
  const { go } = useActionContext();
  const options = scopes.map((each) => ({ value: placeKey(each), label: placeWords(each, me.scopes) }));
  return (
    <FormField label="Account and Region">
      <Select
        options={options}
        selectedOption={{ value: placeKey(scope), label: placeWords(scope, me.scopes) }}
        onChange={({ detail }) => {
          const chosen = scopes.find((each) => placeKey(each) === detail.selectedOption.value);
          if (chosen) go(routes.sessionPreferences(chosen));
        }}
      />
    </FormField>
  );
}

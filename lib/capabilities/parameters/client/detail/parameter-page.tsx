'use client';
import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { PageHead } from '@/components/page-head';
import { PageSkeleton } from '@/components/states/page-skeleton';
import { ProblemAlert } from '@/components/states/problem-alert';
import { problemOf, useBff } from '@/lib/bff/client';
import { useActionContext } from '@/lib/frame/action-context';
import { PlaceGate } from '@/lib/frame/place-gate';
import { rememberThing } from '@/lib/frame/recent-things';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { useDraft } from '@/lib/frame/use-draft';
import { routes } from '@/lib/kernel/routes';
import type { Scope } from '@/lib/kernel/scope';
import { getCli } from '../../cli';
import type { ParameterDetail } from '../../contract';
import { folderOf, nameWithin } from '../../model';
import type { ParametersRouter } from '../../server/router';
import { Breadcrumb } from '../breadcrumb';
import styles from '../detail.module.css';
import { beginEdit, editSlot } from '../edit-draft';
import { DeleteDialog } from '../list/delete-dialog';
import { usePageKeys } from '../use-page-keys';
import { scopedParameter, useParameterStore } from '../use-parameters';
import { EditForm } from './edit-form';
import { FactsPanel } from './facts-panel';
import { HistoryPanel } from './history-panel';
import { ValuePanel } from './value-panel';

/** One parameter. The address names account, Region and name; the role is the one in force there. */
export default function ParameterPage() {
  const search = useSearchParams();
  const account = search.get('account') ?? '';
  const region = search.get('region') ?? '';
  const name = search.get('name') ?? '';
  return (
    <PlaceGate account={account} region={region}>
      {(scope) => (
        <Parameter
          key={`${account}|${region}|${name}`}
          scope={scope}
          name={name}
          wantsEdit={search.get('mode') === 'edit'}
        />
      )}
    </PlaceGate>
  );
}

interface ParameterProps {
  readonly scope: Scope;
  readonly name: string;
  readonly wantsEdit: boolean;
}

function Parameter({ scope, name, wantsEdit }: ParameterProps) {
  const bff = useBff<{ parameters: ParametersRouter }>();
  const { go } = useActionContext();
  const me = useMe();
  const found = useQuery(bff.parameters.get.queryOptions({ scope, name }));
  const slot = useMemo(() => editSlot(scope, name), [scope, name]);
  const { draft, put, drop } = useDraft(slot);
  const [deleting, setDeleting] = useState(false);
  const detail = found.data;
  const edit = () => {
    if (detail && !draft) put(beginEdit(scope, detail));
  };
  usePageKeys({ e: edit, n: () => go(routes.newParameter(folderOf(name))) });
  useFollowed(scope, name, placeWords(scope, me.scopes), detail);
  useBeginOnce(wantsEdit && detail !== undefined, edit);
  const problem = found.error ? problemOf(found.error) : null;
  const end = nameWithin(name, folderOf(name));
  const trail = <Breadcrumb path={folderOf(name)} end={end} />;
  if (!detail && !draft && !problem) return <PageSkeleton title={end} trail={trail} />;
  return (
    <div className={styles.page}>
      <PageHead title={name} trail={trail}>
        {detail && <CopyAsCli command={() => getCli(scope, name, detail.type)} />}
        <Button disabled={!detail} onClick={() => setDeleting(true)}>
          Delete
        </Button>
        <Button variant="primary" disabled={!detail || draft !== null} onClick={edit}>
          Edit
        </Button>
      </PageHead>
      {problem && <ProblemAlert problem={problem} onRetry={() => void found.refetch()} />}
      {draft && <EditForm draft={{ ...draft, scope }} onDraft={put} onEnd={drop} />}
      {detail && !draft && <ValuePanel detail={detail} scope={scope} />}
      {detail && <FactsPanel detail={detail} scope={scope} />}
      {detail && <HistoryPanel scope={scope} name={name} />}
      {detail && deleting && (
        <DeleteDialog
          parameters={[scopedParameter(detail, scope)]}
          onClose={(deleted) => {
            setDeleting(false);
            if (!deleted) return;
            drop();
            go(routes.parameters(folderOf(name)));
          }}
        />
      )}
    </div>
  );
}

/** The list keeps up with what was read here, and the palette remembers what was opened. */
function useFollowed(scope: Scope, name: string, hint: string, detail: ParameterDetail | undefined): void {
  const { listing } = useParameterStore();
  useEffect(() => {
    if (!detail) return;
    const fresh = scopedParameter(detail, scope);
    listing.change(scope, (items) =>
      items.some(({ id }) => id === fresh.id)
        ? items.map((item) => (item.id === fresh.id ? fresh : item))
        : [...items, fresh],
    );
    rememberThing(sessionStorage, { label: name, hint, href: routes.parameter(scope, name) });
  }, [listing, scope, name, hint, detail]);
}

/** A link may open the page in the edit; once it has, the address is the parameter's own again. */
function useBeginOnce(ready: boolean, begin: () => void): void {
  useEffect(() => {
    if (!ready) return;
    begin();
    const query = new URLSearchParams(window.location.search);
    query.delete('mode');
    window.history.replaceState(null, '', `${window.location.pathname}?${query}`);
  });
}

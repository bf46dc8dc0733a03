'use client';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CopyAsCli } from '@/components/copy-as-cli';
import { ProblemAlert } from '@/components/states/problem-alert';
import { notices } from '@/lib/frame/notices';
import { routes } from '@/lib/kernel/routes';
import { putCli } from '../../cli';
import type { PutOutcome } from '../../contract';
import styles from '../detail.module.css';
import { type EditDraft, editFaults, isChanged, mergedWith, putOf } from '../edit-draft';
import { FactFields } from '../fact-fields';
import { SecretBlock } from '../secret-block';
import { usePut } from '../use-put';
import { ValueDiff } from '../value-diff-view';
import { ValueEditor } from '../value-editor';
import { LostRace } from './lost-race';
import { Stopped } from './stopped';

interface EditFormProps {
  readonly draft: EditDraft;
  readonly onDraft: (draft: EditDraft) => void;
  /** The edit is over: saved, given up, or theirs was kept. */
  readonly onEnd: () => void;
}

/** Editing in place: what changes is seen before it is saved, and a save that cannot be plain shows both sides. */
export function EditForm({ draft, onDraft, onEnd }: EditFormProps) {
  const put = usePut();
  const { scope, name, base, verdict } = draft;
  const end = (text: string) => {
    notices.add({ kind: 'success', text, link: { label: 'Open', href: routes.parameter(scope, name) } });
    onEnd();
  };
  const take = (outcome: PutOutcome, of: EditDraft) => {
    if (outcome.outcome === 'saved') end(`Saved ${name} as version ${outcome.version}.`);
    else onDraft({ ...of, verdict: outcome });
  };
  const save = (of: EditDraft, over: number | null) =>
    put.save(putOf(of, over), (outcome) => take(outcome, of));
  const problem = put.problem && <ProblemAlert problem={put.problem} />;
  if (verdict?.outcome === 'stopped')
    return (
      <Stopped
        draft={draft}
        verdict={verdict}
        busy={put.busy}
        problem={problem}
        onKeepTheirs={onEnd}
        onOverwrite={() => save({ ...draft, merged: null }, verdict.theirs?.version ?? null)}
        onMerge={(theirs) => onDraft(mergedWith(draft, theirs))}
      />
    );
  if (verdict?.outcome === 'lost-race')
    return (
      <LostRace
        draft={draft}
        verdict={verdict}
        busy={put.busy}
        problem={problem}
        onKeepYours={() => end(`Kept version ${verdict.version} of ${name}.`)}
        onRestore={(value) => save({ ...draft, value, merged: null }, verdict.version)}
        onMerge={(theirs) => {
          const merged = mergedWith(draft, theirs);
          // Ours is the newest: the merge is checked against it, and compared with it.
          onDraft({
            ...merged,
            base: {
              ...merged.base,
              version: verdict.version,
              value: base.value === null ? null : draft.value,
            },
          });
        }}
      />
    );
  return (
    <Fields
      draft={draft}
      onDraft={onDraft}
      busy={put.busy}
      problem={problem}
      onSave={() => save(draft, base.version)}
      onDiscard={onEnd}
    />
  );
}

interface FieldsProps {
  readonly draft: EditDraft;
  readonly onDraft: (draft: EditDraft) => void;
  readonly busy: boolean;
  readonly problem: React.ReactNode;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

function Fields({ draft, onDraft, busy, problem, onSave, onDiscard }: FieldsProps) {
  const { base, value, scope, name } = draft;
  const changed = isChanged(draft);
  const faults = changed ? editFaults(draft) : {};
  const ready = changed && Object.keys(faults).length === 0;
  return (
    <Container
      header={
        <Header variant="h2" description={`Begun from version ${base.version}.`}>
          Edit
        </Header>
      }
      footer={
        <div className={styles.row}>
          <Button
            variant="primary"
            loading={busy}
            disabled={!ready}
            disabledReason={changed ? 'A field needs your attention.' : 'Nothing has changed yet.'}
            onClick={onSave}
          >
            Save changes
          </Button>
          <Button variant="link" disabled={busy} onClick={onDiscard}>
            {changed ? 'Discard changes' : 'Cancel'}
          </Button>
          <CopyAsCli command={() => (ready ? commandOf(draft) : null)} why="Change something first." />
        </div>
      }
    >
      <SpaceBetween size="m">
        {problem}
        {draft.merged && <MergeNote {...draft.merged} />}
        <ValueEditor
          label={base.type === 'SecureString' ? 'New value' : 'Value'}
          type={base.type}
          value={value}
          disabled={busy}
          error={faults.value}
          hint={base.allowedPattern ? `Must match ${base.allowedPattern}` : undefined}
          onChange={(next) => onDraft({ ...draft, value: next })}
        />
        <FactFields
          type={base.type}
          fields={draft}
          faults={faults}
          disabled={busy}
          onChange={(fields) => onDraft({ ...draft, ...fields })}
        />
        <div>
          <h3 className={styles.heading}>{base.value === null ? 'Current value' : 'What changes'}</h3>
          {base.value === null ? (
            <SecretBlock
              key={base.version}
              scope={scope}
              name={name}
              version={base.version}
              onUse={(current) => onDraft({ ...draft, value: current })}
            />
          ) : (
            <ValueDiff label="What changes" before={base.value} after={value} type={base.type} />
          )}
        </div>
      </SpaceBetween>
    </Container>
  );
}

const MergeNote = ({ theirs, clean }: NonNullable<EditDraft['merged']>) =>
  theirs.value === null ? (
    <Alert type="info">
      This edit now begins from version {theirs.version}. Reveal it below to take over what it changed.
    </Alert>
  ) : clean ? (
    <Alert type="info">Both changes are in the value. Read it through, then save.</Alert>
  ) : (
    <Alert type="warning">
      Both changed the same place. Version {theirs.version} says: <code>{theirs.value}</code>
    </Alert>
  );

const commandOf = (draft: EditDraft): string =>
  putCli(draft.scope, { ...putOf(draft, draft.base.version), creates: false });

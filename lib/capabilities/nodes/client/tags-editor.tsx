'use client';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { ProblemAlert } from '@/components/states/problem-alert';
import { useMe } from '@/lib/frame/signed-in';
import { useRegisterLiveWork } from '@/lib/frame/use-live-work';
import type { Problem } from '@/lib/kernel/problem';
import { editTagsCommands } from '../cli';
import { tagChanges, tagEditFault } from '../tag-edit';
import type { FleetNode } from './fleet-node';
import { draftFault, type TagDraft, TagRows, tagsOfDraft } from './tag-rows';
import { useSaveTags } from './use-save-tags';

/** A node's tags: read in place, edited in place, with what will be sent shown before it is. */
export function TagsEditor({ node, problem }: { node: FleetNode; problem: Problem | null }) {
  const [draft, setDraft] = useState<TagDraft | null>(null);
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={node.tags ? `(${Object.keys(node.tags).length})` : undefined}
          description={node.kind === 'EC2' ? 'Kept by EC2' : 'Kept by SSM'}
          actions={
            draft === null &&
            node.tags !== null && (
              <Button onClick={() => setDraft(Object.entries(node.tags ?? {}).map(draftRow))}>
                Edit tags
              </Button>
            )
          }
        >
          Tags
        </Header>
      }
    >
      {problem && <ProblemAlert problem={problem} />}
      {node.tags === null && !problem && 'Reading…'}
      {node.tags !== null &&
        (draft === null ? (
          <TagRows rows={Object.entries(node.tags).map(draftRow)} />
        ) : (
          <TagForm node={node} tags={node.tags} draft={draft} onDraft={setDraft} />
        ))}
    </Container>
  );
}

const draftRow = ([key, value]: [string, string]) => ({ id: key, key, value });

function TagForm(props: {
  node: FleetNode;
  tags: Readonly<Record<string, string>>;
  draft: TagDraft;
  onDraft: (draft: TagDraft | null) => void;
}) {
  const { node, tags, draft, onDraft } = props;
  const { lockedTags } = useMe();
  const save = useSaveTags(node, () => onDraft(null));
  const edit = { id: node.id, ...tagChanges(tags, tagsOfDraft(draft)) };
  const changed = Object.keys(edit.set).length + edit.remove.length > 0;
  const fault = draftFault(draft) ?? tagEditFault(edit, lockedTags);
  const dirty = changed && !save.isSuccess;
  useRegisterLiveWork(
    useMemo(
      () =>
        dirty
          ? {
              id: `nodes-tags-${node.key}`,
              kind: 'edit',
              label: `Tags of ${node.name}`,
              endsWithItsPage: true,
            }
          : null,
      [dirty, node.key, node.name],
    ),
  );
  return (
    <SpaceBetween size="m">
      {save.problem && <ProblemAlert problem={save.problem} />}
      <TagRows rows={draft} onRows={onDraft} lockedTags={lockedTags} />
      {fault && <ProblemAlert problem={fault} />}
      {changed && !fault && <Preview set={edit.set} remove={edit.remove} />}
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          variant="primary"
          disabled={!changed || fault !== null}
          loading={save.isPending}
          onClick={() => save.start(edit, tagsOfDraft(draft))}
        >
          Save changes
        </Button>
        <Button onClick={() => onDraft(null)}>Cancel</Button>
        <CopyAsCli
          command={() => editTagsCommands(node.scope, edit) || null}
          why="Nothing has changed yet: there is no command."
        />
      </SpaceBetween>
    </SpaceBetween>
  );
}

/** Exactly what saving will do. */
function Preview({ set, remove }: { set: Readonly<Record<string, string>>; remove: readonly string[] }) {
  return (
    <div role="status">
      {Object.entries(set).map(([key, value]) => (
        <div key={key}>
          Set <strong>{key}</strong> to “{value}”
        </div>
      ))}
      {remove.map((key) => (
        <div key={key}>
          Remove <strong>{key}</strong>
        </div>
      ))}
    </div>
  );
}

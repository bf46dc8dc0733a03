import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { CopyableId } from '@/components/copyable-id';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { TagList } from '@/components/tag-list';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import type { Scope } from '@/lib/kernel/scope';
import type { ParameterDetail } from '../../contract';
import { personOf } from '../../model';
import styles from '../detail.module.css';

/** What AWS knows of a parameter beside its value. */
export function FactsPanel({ detail, scope }: { detail: ParameterDetail; scope: Scope }) {
  const me = useMe();
  const { changedAt, changedBy, tags } = detail;
  return (
    <Container header={<Header variant="h2">Details</Header>}>
      <dl className={styles.facts}>
        <Fact name="Type">{detail.type}</Fact>
        <Fact name="Version">{detail.version}</Fact>
        <Fact name="Changed">
          {changedAt === null ? <Missing why="AWS did not say" /> : <RelativeTime atMs={changedAt} />}
        </Fact>
        <Fact name="Changed by">
          {changedBy === null ? (
            <Missing why="AWS did not say" />
          ) : (
            <span title={changedBy}>{personOf(changedBy)}</span>
          )}
        </Fact>
        <Fact name="Account and Region">{placeWords(scope, me.scopes)}</Fact>
        <Fact name="Tier">{detail.tier ?? <Missing why="AWS did not say" />}</Fact>
        {detail.type === 'SecureString' && (
          <Fact name="KMS key">
            {detail.keyId === null ? (
              <Missing why="AWS did not say" />
            ) : (
              <CopyableId id={detail.keyId} what="key ID" />
            )}
          </Fact>
        )}
        <Fact name="Data type">{detail.dataType ?? <Missing why="AWS did not say" />}</Fact>
        <Fact name="Allowed pattern">
          {detail.allowedPattern === null ? (
            <Missing why="Any value is allowed" />
          ) : (
            <code>{detail.allowedPattern}</code>
          )}
        </Fact>
        <Fact name="Description" wide>
          {detail.description ?? <Missing why="None was given" />}
        </Fact>
        <Fact name="Tags" wide>
          <Tags tags={tags} />
        </Fact>
        {detail.policies.map(({ type, status, text }) => (
          <Fact key={text} name={`Policy: ${type}`} wide>
            {status && `${status} · `}
            <code>{text}</code>
          </Fact>
        ))}
      </dl>
    </Container>
  );
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? styles.wide : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Tags({ tags }: { tags: ParameterDetail['tags'] }) {
  if (tags === null) return <Missing why="This role may not read the tags (ssm:ListTagsForResource)" />;
  if (tags.length === 0) return <Missing why="It has no tags" />;
  return (
    <TagList tags={Object.fromEntries(tags.map(({ key, value }) => [key, value]))} shownMax={50} withKeys />
  );
}

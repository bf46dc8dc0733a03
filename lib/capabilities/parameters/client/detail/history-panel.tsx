'use client';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { ProblemAlert } from '@/components/states/problem-alert';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { historyCli } from '../../cli';
import type { ParameterVersion } from '../../contract';
import { personOf } from '../../model';
import styles from '../detail.module.css';
import { RevealedValue } from '../revealed-value';
import { CompareVersions } from './compare-versions';
import { useHistory } from './use-history';

/** All versions that AWS keeps (100 at most), newest first, and what changed between any two. */
export function HistoryPanel({ scope, name }: { scope: Scope; name: string }) {
  const history = useHistory(scope, name);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const versions = history.versions ?? [];
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={history.versions ? `(${versions.length})` : undefined}
          actions={<CopyAsCli command={() => historyCli(scope, name)} label="Copy history as CLI" />}
        >
          History
        </Header>
      }
    >
      {history.problem && <ProblemAlert problem={history.problem} onRetry={history.retry} />}
      {refusal && <ProblemAlert problem={refusal} />}
      {!history.versions && !history.problem && <p role="status">Reading the history…</p>}
      {versions.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.versions} aria-label="Versions">
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col">Value</th>
                <th scope="col">Changed</th>
                <th scope="col">By</th>
                <th scope="col">Labels</th>
              </tr>
            </thead>
            <tbody>
              {versions.map((each) => (
                <Version key={each.version} each={each} scope={scope} name={name} onRefused={setRefusal} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {versions.length > 1 && <CompareVersions versions={versions} scope={scope} name={name} />}
    </Container>
  );
}

interface VersionProps {
  readonly each: ParameterVersion;
  readonly scope: Scope;
  readonly name: string;
  readonly onRefused: (problem: Problem | null) => void;
}

function Version({ each, scope, name, onRefused }: VersionProps) {
  const { version, value, changedAt, changedBy, labels } = each;
  return (
    <tr>
      <th scope="row">{version}</th>
      <td className={styles.cut}>
        {value === null ? (
          <RevealedValue
            scope={scope}
            name={name}
            version={version}
            of={`version ${version}`}
            onRefused={onRefused}
          />
        ) : (
          <code title={value}>{value}</code>
        )}
      </td>
      <td>{changedAt === null ? <Missing why="AWS did not say" /> : <RelativeTime atMs={changedAt} />}</td>
      <td title={changedBy ?? undefined}>{personOf(changedBy) ?? <Missing why="AWS did not say" />}</td>
      <td>
        {labels.length === 0 ? (
          <Missing why="No label is on this version" />
        ) : (
          labels.map((label) => (
            <span key={label} className={styles.label}>
              {label}
            </span>
          ))
        )}
      </td>
    </tr>
  );
}

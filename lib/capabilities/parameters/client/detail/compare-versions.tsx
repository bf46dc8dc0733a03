'use client';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { ProblemAlert } from '@/components/states/problem-alert';
import type { Scope } from '@/lib/kernel/scope';
import type { ParameterVersion } from '../../contract';
import styles from '../detail.module.css';
import { useReveal } from '../use-reveal';
import { ValueDiff } from '../value-diff-view';

interface CompareProps {
  /** Newest first; at least two. */
  readonly versions: readonly ParameterVersion[];
  readonly scope: Scope;
  readonly name: string;
}

/** What changed from one version to another; the last change unless the person chooses. */
export function CompareVersions({ versions, scope, name }: CompareProps) {
  const [chosen, choose] = useState<{ from: number; to: number } | null>(null);
  const to = versions.find(({ version }) => version === chosen?.to) ?? versions[0];
  const from = versions.find(({ version }) => version === chosen?.from) ?? versions[1];
  if (!from || !to) return null;
  const both = { from: from.version, to: to.version };
  return (
    <div className={styles.compare}>
      <h3>Changes between versions</h3>
      <div className={styles.row}>
        <VersionSelect
          label="From"
          versions={versions}
          chosen={from.version}
          onChoose={(version) => choose({ ...both, from: version })}
        />
        <VersionSelect
          label="To"
          versions={versions}
          chosen={to.version}
          onChoose={(version) => choose({ ...both, to: version })}
        />
      </div>
      {from.value === null || to.value === null ? (
        <SecretDiff key={`${from.version}-${to.version}`} scope={scope} name={name} {...both} />
      ) : (
        <ValueDiff label="Changes between versions" before={from.value} after={to.value} type={to.type} />
      )}
    </div>
  );
}

function VersionSelect(props: {
  label: string;
  versions: readonly ParameterVersion[];
  chosen: number;
  onChoose: (version: number) => void;
}) {
  const options = props.versions.map(({ version, labels }) => ({
    value: String(version),
    label: `Version ${version}`,
    description: labels.join(', ') || undefined,
  }));
  return (
    <FormField label={props.label}>
      <Select
        selectedOption={options.find(({ value }) => value === String(props.chosen)) ?? null}
        options={options}
        onChange={({ detail }) => props.onChoose(Number(detail.selectedOption.value))}
      />
    </FormField>
  );
}

/** Secrets are compared only while both are revealed; either hides the comparison again. */
function SecretDiff(props: { scope: Scope; name: string; from: number; to: number }) {
  const before = useReveal(props.scope, props.name, props.from);
  const after = useReveal(props.scope, props.name, props.to);
  if (before.now.state === 'shown' && after.now.state === 'shown')
    return (
      <>
        <ValueDiff
          label="Changes between versions"
          before={before.now.value}
          after={after.now.value}
          type="SecureString"
        />
        <Button onClick={before.hide}>Hide values</Button>
      </>
    );
  const refused = [before.now, after.now].find((now) => now.state === 'refused');
  return (
    <>
      <div className={styles.row}>
        <Button
          loading={before.now.state === 'asking' || after.now.state === 'asking'}
          onClick={() => void Promise.all([before.reveal(), after.reveal()])}
        >
          Reveal both and compare
        </Button>
        <span className={styles.note}>AWS records both readings in CloudTrail under your name.</span>
      </div>
      {refused?.state === 'refused' && <ProblemAlert problem={refused.problem} />}
    </>
  );
}

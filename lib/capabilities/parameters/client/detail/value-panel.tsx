import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { CopyButton } from '@/components/copy-button';
import type { Scope } from '@/lib/kernel/scope';
import type { ParameterDetail } from '../../contract';
import styles from '../detail.module.css';
import { SecretBlock } from '../secret-block';
import { Members } from '../value-editor';

/** The newest value. */
export function ValuePanel({ detail, scope }: { detail: ParameterDetail; scope: Scope }) {
  const { value, name, type, version } = detail;
  const copy = value === null ? undefined : <CopyButton text={value} label="Copy value" />;
  return (
    <Container
      header={
        <Header variant="h2" actions={copy}>
          Value
        </Header>
      }
    >
      {value === null ? (
        // Another version is another secret: what was revealed of the old one goes.
        <SecretBlock key={version} scope={scope} name={name} />
      ) : type === 'StringList' ? (
        <Members value={value} />
      ) : (
        <pre className={styles.value}>{value}</pre>
      )}
    </Container>
  );
}

'use client';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { placeWords, roleLabel } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import { parameterTypes } from '../../contract';
import styles from '../detail.module.css';
import type { CreateDraft } from './create-draft';

interface IdentityFieldsProps {
  readonly draft: CreateDraft;
  readonly scopes: readonly Scope[];
  readonly scope: Scope | null;
  readonly nameFault: string | undefined;
  readonly scopeFault: string | undefined;
  readonly disabled: boolean;
  readonly onDraft: (draft: CreateDraft) => void;
}

const typeOptions = [
  { value: 'String', label: 'String', description: 'Any text.' },
  { value: 'StringList', label: 'StringList', description: 'Texts separated by commas.' },
  {
    value: 'SecureString',
    label: 'SecureString',
    description: 'Sealed with a KMS key, masked until revealed.',
  },
];

/** What cannot be changed later: where, under which name, of which type. */
export function IdentityFields(props: IdentityFieldsProps) {
  const { draft, scopes, disabled, onDraft } = props;
  const me = useMe();
  const options = scopes.map((scope) => ({
    value: scopeKey(scope),
    label: placeWords(scope, me.scopes),
    description: roleLabel(scope, me.scopes),
  }));
  const chosen = props.scope && scopeKey(props.scope);
  return (
    <SpaceBetween size="m">
      <div className={styles.fields}>
        <FormField label="Account and Region" errorText={props.scopeFault} stretch>
          <Select
            selectedOption={options.find(({ value }) => value === chosen) ?? null}
            options={options}
            placeholder="Choose where"
            disabled={disabled}
            onChange={({ detail }) => onDraft({ ...draft, scope: detail.selectedOption.value ?? null })}
          />
        </FormField>
        <FormField
          label="Name"
          errorText={props.nameFault}
          constraintText="With its path: /team/service/setting."
          stretch
        >
          <Input
            value={draft.name}
            disabled={disabled}
            invalid={props.nameFault !== undefined}
            spellcheck={false}
            autoComplete={false}
            onChange={({ detail }) => onDraft({ ...draft, name: detail.value.trim() })}
          />
        </FormField>
      </div>
      <FormField label="Type" stretch>
        <RadioGroup
          value={draft.type}
          direction="horizontal"
          items={typeOptions.map((option) => ({ ...option, disabled }))}
          onChange={({ detail }) => {
            const type = parameterTypes.find((each) => each === detail.value);
            if (type) onDraft({ ...draft, type });
          }}
        />
      </FormField>
    </SpaceBetween>
  );
}

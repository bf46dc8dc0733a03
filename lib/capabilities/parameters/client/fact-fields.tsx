'use client';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { type ParameterTier, type ParameterType, parameterTiers } from '../contract';
import styles from './detail.module.css';

interface Fields {
  readonly description: string;
  readonly tier: ParameterTier;
  readonly keyId: string;
}

interface FactFieldsProps {
  readonly type: ParameterType;
  readonly fields: Fields;
  readonly faults: Partial<Record<keyof Fields, string>>;
  readonly disabled?: boolean;
  readonly onChange: (fields: Partial<Fields>) => void;
}

const tierWords: Record<ParameterTier, string> = {
  Standard: 'Up to 4 KB, no charge',
  Advanced: 'Up to 8 KB and policies, charged each month',
  'Intelligent-Tiering': 'Advanced only where it is needed',
};

const tierOptions = parameterTiers.map((tier) => ({
  value: tier,
  label: tier,
  description: tierWords[tier],
}));

/** What goes with a value: description, tier, and for a secret its key. */
export function FactFields({ type, fields, faults, disabled, onChange }: FactFieldsProps) {
  return (
    <div className={styles.fields}>
      <FormField label="Description" errorText={faults.description} stretch>
        <Input
          value={fields.description}
          disabled={disabled}
          onChange={({ detail }) => onChange({ description: detail.value })}
        />
      </FormField>
      <FormField label="Tier" errorText={faults.tier} stretch>
        <Select
          selectedOption={tierOptions.find(({ value }) => value === fields.tier) ?? null}
          options={tierOptions}
          disabled={disabled}
          onChange={({ detail }) => {
            const tier = parameterTiers.find((each) => each === detail.selectedOption.value);
            if (tier) onChange({ tier });
          }}
        />
      </FormField>
      {type === 'SecureString' && (
        <FormField
          label="KMS key"
          errorText={faults.keyId}
          constraintText="Key ID, ARN or alias. Empty: alias/aws/ssm."
          stretch
        >
          <Input
            value={fields.keyId}
            placeholder="alias/aws/ssm"
            disabled={disabled}
            onChange={({ detail }) => onChange({ keyId: detail.value })}
          />
        </FormField>
      )}
    </div>
  );
}

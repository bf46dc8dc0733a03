'use client';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import { type DocumentParameter, ruleOf } from '../model-document';

interface StartParameterProps {
  readonly parameter: DocumentParameter;
  readonly value: string;
  /** What is wrong with it; null while nothing is, or while it is not time to say. */
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

/** One parameter of a session document, asked for as its type and its limits say. */
export function StartParameter({ parameter, value, problem, onChange, onLeave }: StartParameterProps) {
  const { name, type, description, byDefault, allowedPattern } = parameter;
  const constraint = [
    type === 'StringList' && 'One value a line.',
    allowedPattern !== null && problem === null && `Must ${ruleOf(allowedPattern)}`,
  ].filter(Boolean);
  return (
    <FormField
      label={name}
      description={description ?? undefined}
      constraintText={constraint.join(' ') || undefined}
      errorText={problem ?? undefined}
      stretch
    >
      <Control
        parameter={parameter}
        value={value}
        placeholder={byDefault ?? ''}
        onChange={onChange}
        onLeave={onLeave}
      />
    </FormField>
  );
}

function Control(props: Omit<StartParameterProps, 'problem'> & { placeholder: string }) {
  const { parameter, value, placeholder, onChange, onLeave } = props;
  if (parameter.allowedValues) {
    const options = parameter.allowedValues.map((each) => ({ value: each, label: each }));
    const none = { value: '', label: `Default: ${parameter.byDefault}` };
    const offered = parameter.byDefault === null ? options : [none, ...options];
    return (
      <Select
        selectedOption={offered.find((option) => option.value === value) ?? null}
        placeholder="Choose a value"
        options={offered}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        onBlur={onLeave}
      />
    );
  }
  if (parameter.long || parameter.type === 'StringList')
    return (
      <Textarea
        value={value}
        placeholder={placeholder}
        rows={3}
        onChange={({ detail }) => onChange(detail.value)}
        onBlur={onLeave}
      />
    );
  return (
    <Input
      value={value}
      placeholder={placeholder}
      inputMode={parameter.type === 'Integer' ? 'numeric' : undefined}
      autoComplete={false}
      spellcheck={false}
      onChange={({ detail }) => onChange(detail.value)}
      onBlur={onLeave}
    />
  );
}

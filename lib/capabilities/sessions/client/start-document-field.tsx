'use client';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { Scope } from '@/lib/kernel/scope';
import { preferencesDocument } from '../model';
import { useDocumentNames } from './use-start-document';

const preferences = {
  value: '',
  label: 'The account’s preferences',
  description: preferencesDocument,
};

/** Which session document: the account's preferences unless another is chosen. */
export function StartDocumentField(props: {
  scope: Scope;
  /** The nodes are in more than one account or Region. */
  several: boolean;
  value: string | null;
  onChange: (name: string | null) => void;
}) {
  const { names, loading, problem, retry } = useDocumentNames(props.scope);
  // One typed earlier or chosen for another place stays chosen, whether the list has it or not.
  const known = props.value === null || names.includes(props.value) ? names : [props.value, ...names];
  const options = [preferences, ...known.map((name) => ({ value: name, label: name }))];
  return (
    <FormField
      label="Session document"
      description={
        props.several
          ? 'Documents of the first node’s account and Region: the others must have one of that name too.'
          : undefined
      }
      stretch
    >
      <Select
        selectedOption={options.find(({ value }) => value === (props.value ?? '')) ?? preferences}
        options={options}
        filteringType="auto"
        filteringAriaLabel="Find a document"
        statusType={problem ? 'error' : loading ? 'loading' : 'finished'}
        loadingText="Listing session documents"
        errorText={problem?.facts.message}
        recoveryText="Try again"
        onLoadItems={retry}
        onChange={({ detail }) => props.onChange(detail.selectedOption.value || null)}
      />
    </FormField>
  );
}

'use client';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CopyAsCli } from '@/components/copy-as-cli';
import { ProblemAlert } from '@/components/states/problem-alert';
import { isShown } from '../model-document';
import { openShells } from './dock/dock-commands';
import type { ShellNode } from './shell-state';
import { StartDocumentField } from './start-document-field';
import { reasonLengthMax } from './start-draft';
import { StartFacts } from './start-facts';
import { StartNodes } from './start-nodes';
import { StartParameter } from './start-parameter';
import { useStartForm } from './use-start-form';

interface StartDialogProps {
  /** At least one. */
  readonly nodes: readonly ShellNode[];
  readonly onClose: () => void;
}

/** Sessions with a reason and a chosen document, one for each node. A plain shell needs none of this: one click. */
export function StartDialog({ nodes, onClose }: StartDialogProps) {
  const form = useStartForm(nodes);
  const { document, draft, change } = form;
  const port = document.form !== null && !isShown(document.form);
  const start = () => {
    const requests = form.requests();
    if (!requests || port) return;
    openShells(requests, draft.arrange);
    form.forget();
    onClose();
  };
  return (
    <Modal
      visible
      size="large"
      header={headerOf(nodes, port)}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <CopyAsCli command={form.cli} why="Fill in what is marked first." />
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            {!port && (
              <Button variant="primary" disabled={document.loading} onClick={start}>
                {nodes.length === 1 ? 'Start session' : `Start ${nodes.length} sessions`}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <SpaceBetween size="m">
          <StartNodes nodes={nodes} />
          <FormField
            label="Reason"
            description="Kept with the session: others see it in its history and in CloudTrail."
            errorText={form.reasonProblem ?? undefined}
            constraintText={`Optional, at most ${reasonLengthMax} characters.`}
            stretch
          >
            <Input
              autoFocus
              value={draft.reason}
              onChange={({ detail }) => change({ reason: detail.value })}
            />
          </FormField>
          <StartDocumentField
            scope={form.scope}
            several={form.places > 1}
            value={draft.documentName}
            onChange={(documentName) => change({ documentName })}
          />
          {document.problem && <ProblemAlert problem={document.problem} />}
          {document.form?.parameters.map((parameter) => (
            <StartParameter
              key={parameter.name}
              parameter={parameter}
              value={draft.values[parameter.name] ?? ''}
              problem={form.problemOf(parameter)}
              onChange={(value) => change({ values: { ...draft.values, [parameter.name]: value } })}
              onLeave={() => form.left(parameter.name)}
            />
          ))}
          {port ? <PortNote /> : <StartFacts facts={document.facts} scope={form.scope} />}
          {nodes.length > 1 && !port && (
            <FormField label="Open them">
              <RadioGroup
                value={draft.arrange}
                items={[
                  { value: 'tabs', label: 'One tab each' },
                  { value: 'panes', label: 'Side by side in one tab' },
                ]}
                onChange={({ detail }) => change({ arrange: detail.value === 'panes' ? 'panes' : 'tabs' })}
              />
            </FormField>
          )}
        </SpaceBetween>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Modal>
  );
}

function headerOf(nodes: readonly ShellNode[], port: boolean): string {
  const where = nodes.length === 1 ? nodes[0]?.name : `${nodes.length} nodes`;
  if (port) return `Forward a port of ${where}`;
  return nodes.length === 1 ? `Start a session on ${where}` : `Start ${nodes.length} sessions`;
}

function PortNote() {
  return (
    <Alert type="info" header="This document opens a port on your own machine">
      A browser cannot do that. Copy as CLI gives the command; it needs the AWS CLI and AWS’s Session Manager
      plugin on that machine.
    </Alert>
  );
}

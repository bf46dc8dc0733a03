'use client';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { shellsOfTab } from './dock-commands';
import { dockLayout } from './dock-layout';
import { type DockTab, tabTitleLengthMax } from './layout/dock-layout';
import { tabName } from './tab-words';

/** A tab's own name; left empty it is called by its nodes again. */
export function RenameTab({ tab, onClose }: { tab: DockTab; onClose: () => void }) {
  const [title, setTitle] = useState(tab.title ?? '');
  const byNodes = tabName({ title: null }, shellsOfTab(tab.id));
  const tooLong = title.trim().length > tabTitleLengthMax;
  const save = () => {
    if (tooLong) return;
    dockLayout.rename(tab.id, title);
    onClose();
  };
  return (
    <Modal visible header="Rename tab" closeAriaLabel="Close" onDismiss={onClose} size="small">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Form
          actions={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button formAction="none" variant="link" onClick={onClose}>
                  Cancel
                </Button>
                <Button variant="primary">Save name</Button>
              </SpaceBetween>
            </Box>
          }
        >
          <FormField
            label="Tab name"
            description={`Left empty, the tab is called ${byNodes}.`}
            errorText={tooLong ? `At most ${tabTitleLengthMax} characters.` : undefined}
          >
            <Input
              autoFocus
              value={title}
              placeholder={byNodes}
              onChange={({ detail }) => setTitle(detail.value)}
            />
          </FormField>
        </Form>
      </form>
    </Modal>
  );
}

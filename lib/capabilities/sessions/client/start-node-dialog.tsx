'use client';
import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import type { NodeRef } from '@/lib/contribution';
import { startDraft } from './start-draft';

const StartDialog = dynamic(() => import('./start-dialog').then(({ StartDialog: Dialog }) => Dialog), {
  ssr: false,
});

interface NodeDialogProps {
  readonly nodes: readonly NodeRef[];
  readonly onClose: () => void;
}

/** AWS's own document for a port of the node; the one for a port of another host stands beside it in the list. */
const portDocument = 'AWS-StartPortForwardingSession';

const choose = (documentName: string | null): void => startDraft.set({ ...startDraft.get(), documentName });

/** The same dialog with a port in mind: it ends in a command for the person's own machine. */
export function ForwardPortDialog({ nodes, onClose }: NodeDialogProps) {
  useEffect(() => choose(portDocument), []);
  const close = () => {
    choose(null);
    onClose();
  };
  return <StartNodeDialog nodes={nodes} onClose={close} />;
}

/** The start dialog for nodes chosen in a list or on a node's page. Loaded when it is opened. */
export function StartNodeDialog({ nodes, onClose }: NodeDialogProps) {
  return <StartDialog nodes={nodes.map(({ scope, id, name }) => ({ scope, id, name }))} onClose={onClose} />;
}

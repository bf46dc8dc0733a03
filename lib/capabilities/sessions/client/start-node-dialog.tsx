'use client';
import dynamic from 'next/dynamic';
import type { NodeRef } from '@/lib/contribution';

const StartDialog = dynamic(() => import('./start-dialog').then(({ StartDialog: Dialog }) => Dialog), {
  ssr: false,
});

/** The start dialog for nodes chosen in a list or on a node's page. Loaded when it is opened. */
export function StartNodeDialog({ nodes, onClose }: { nodes: readonly NodeRef[]; onClose: () => void }) {
  return <StartDialog nodes={nodes.map(({ scope, id, name }) => ({ scope, id, name }))} onClose={onClose} />;
}

'use client';
import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/states/page-skeleton';
import { capabilities } from '@/lib/registry';

// Cloudscape is mounted in the browser only: its server markup carries style attributes, which the CSP refuses.
const NodesPage = dynamic(() => import('@/lib/capabilities/nodes/client/nodes-page'), {
  ssr: false,
  loading: () => <PageSkeleton title="Nodes" />,
});

export function NodesMount() {
  return <NodesPage contributions={capabilities} />;
}

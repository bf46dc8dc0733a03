'use client';
import dynamic from 'next/dynamic';
import { useParams, useSearchParams } from 'next/navigation';
import { PageSkeleton } from '@/components/states/page-skeleton';
import { capabilities } from '@/lib/registry';

const NodePage = dynamic(() => import('@/lib/capabilities/nodes/client/node-page'), {
  ssr: false,
  loading: () => <PageSkeleton />,
});

/** The address names the node, its account and Region, and the tab; never a role. */
export function NodeMount() {
  const { id } = useParams<{ id: string }>();
  const search = useSearchParams();
  return (
    <NodePage
      id={decodeURIComponent(id)}
      account={search.get('account') ?? ''}
      region={search.get('region') ?? ''}
      tab={search.get('tab') ?? 'overview'}
      contributions={capabilities}
    />
  );
}

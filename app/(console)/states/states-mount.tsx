'use client';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { PageSkeleton } from '@/components/states/page-skeleton';
import { capabilities } from '@/lib/registry';

const StateGallery = dynamic(
  () => import('@/lib/frame/state-gallery').then(({ StateGallery: Gallery }) => Gallery),
  { ssr: false, loading: () => <PageSkeleton /> },
);

/** Every view in every state, one at a time, by address. */
export function StatesMount() {
  const search = useSearchParams();
  return <StateGallery capabilities={capabilities} room={search.get('room')} state={search.get('state')} />;
}

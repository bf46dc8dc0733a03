'use client';
import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/states/page-skeleton';

/** Cloudscape is drawn in the browser only: rendered by the server it breaks under the strict policy. */
export const SessionsRoute = dynamic(() => import('@/lib/capabilities/sessions/client/page/sessions-page'), {
  ssr: false,
});

export const PreferencesRoute = dynamic(
  () => import('@/lib/capabilities/sessions/client/documents/preferences-page'),
  { ssr: false, loading: () => <PageSkeleton title="Session preferences" /> },
);

export const DocumentsRoute = dynamic(
  () => import('@/lib/capabilities/sessions/client/documents/documents-page'),
  { ssr: false, loading: () => <PageSkeleton title="Session documents" /> },
);

export const DocumentRoute = dynamic(
  () => import('@/lib/capabilities/sessions/client/documents/document-page'),
  { ssr: false, loading: () => <PageSkeleton title="Session document" /> },
);

export const PlayerRoute = dynamic(() => import('@/components/terminal/player/player-page'), {
  ssr: false,
  loading: () => <PageSkeleton title="Play a recording" />,
});

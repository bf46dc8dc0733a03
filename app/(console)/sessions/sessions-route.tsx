'use client';
import dynamic from 'next/dynamic';

/** Cloudscape is drawn in the browser only: rendered by the server it breaks under the strict policy. */
export const SessionsRoute = dynamic(() => import('@/lib/capabilities/sessions/client/page/sessions-page'), {
  ssr: false,
});

'use client';
import dynamic from 'next/dynamic';

/** Cloudscape and recharts are drawn in the browser only: rendered by the server they break under the strict policy. */
export const PatchingRoute = dynamic(() => import('@/lib/capabilities/patching/client/page/patching-page'), {
  ssr: false,
});

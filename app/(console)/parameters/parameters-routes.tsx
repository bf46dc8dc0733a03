'use client';
import dynamic from 'next/dynamic';
import { PageSkeleton } from '@/components/states/page-skeleton';

/** Cloudscape is drawn in the browser only: rendered by the server it breaks under the strict policy. */
export const ParametersRoute = dynamic(
  () => import('@/lib/capabilities/parameters/client/list/parameters-page'),
  { ssr: false, loading: () => <PageSkeleton title="Parameters" /> },
);

export const ParameterRoute = dynamic(
  () => import('@/lib/capabilities/parameters/client/detail/parameter-page'),
  { ssr: false, loading: () => <PageSkeleton title="Parameter" /> },
);

export const CreateParameterRoute = dynamic(
  () => import('@/lib/capabilities/parameters/client/create/create-page'),
  { ssr: false, loading: () => <PageSkeleton title="Create parameter" /> },
);

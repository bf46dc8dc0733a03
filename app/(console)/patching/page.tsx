import type { Metadata } from 'next';
import { PatchingRoute } from './patching-route';

export const metadata: Metadata = { title: 'Patch compliance' };

export default function Page() {
  return <PatchingRoute />;
}

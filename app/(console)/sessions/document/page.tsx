import type { Metadata } from 'next';
import { DocumentRoute } from '../sessions-route';

export const metadata: Metadata = { title: 'Session document' };

export default function Page() {
  return <DocumentRoute />;
}

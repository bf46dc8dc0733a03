import type { Metadata } from 'next';
import { DocumentsRoute } from '../sessions-route';

export const metadata: Metadata = { title: 'Session documents' };

export default function Page() {
  return <DocumentsRoute />;
}

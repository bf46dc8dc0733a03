import type { Metadata } from 'next';
import { SessionsRoute } from './sessions-route';

export const metadata: Metadata = { title: 'Sessions' };

export default function Page() {
  return <SessionsRoute />;
}

import type { Metadata } from 'next';
import { PlayerRoute } from '../sessions-route';

export const metadata: Metadata = { title: 'Play a recording' };

export default function Page() {
  return <PlayerRoute />;
}

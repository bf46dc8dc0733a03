import type { Metadata } from 'next';
import { PreferencesRoute } from '../sessions-route';

export const metadata: Metadata = { title: 'Session preferences' };

export default function Page() {
  return <PreferencesRoute />;
}

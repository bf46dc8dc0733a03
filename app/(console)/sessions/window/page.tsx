import type { Metadata } from 'next';
import { WindowMount } from './window-mount';

export const metadata: Metadata = { title: 'Shell' };

export default function Page() {
  return <WindowMount />;
}

import type { Metadata } from 'next';
import { StatesMount } from './states-mount';

export const metadata: Metadata = { title: 'States' };

export default function StatesRoute() {
  return <StatesMount />;
}

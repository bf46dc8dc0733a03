import type { Metadata } from 'next';
import { NodesMount } from './nodes-mount';

export const metadata: Metadata = { title: 'Nodes' };

export default function NodesRoute() {
  return <NodesMount />;
}

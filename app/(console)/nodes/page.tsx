import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Nodes' };

export default function NodesPage() {
  return <h1>Nodes</h1>;
}

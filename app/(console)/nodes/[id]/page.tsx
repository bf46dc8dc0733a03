import type { Metadata } from 'next';
import { NodeMount } from './node-mount';

export const metadata: Metadata = { title: 'Node' };

export default function NodeRoute() {
  return <NodeMount />;
}

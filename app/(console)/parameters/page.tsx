import type { Metadata } from 'next';
import { ParametersRoute } from './parameters-routes';

export const metadata: Metadata = { title: 'Parameters' };

export default function Page() {
  return <ParametersRoute />;
}

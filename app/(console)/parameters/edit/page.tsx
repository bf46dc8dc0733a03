import type { Metadata } from 'next';
import { ParameterRoute } from '../parameters-routes';

export const metadata: Metadata = { title: 'Parameter' };

export default function Page() {
  return <ParameterRoute />;
}

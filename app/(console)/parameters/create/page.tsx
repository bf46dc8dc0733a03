import type { Metadata } from 'next';
import { CreateParameterRoute } from '../parameters-routes';

export const metadata: Metadata = { title: 'Create parameter' };

export default function Page() {
  return <CreateParameterRoute />;
}

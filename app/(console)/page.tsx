import { redirect } from 'next/navigation';
import { routes } from '@/lib/kernel/routes';

/** The console opens on the fleet: "what have I got, what needs me?" */
export default function HomePage() {
  redirect(routes.nodes());
}

import 'server-only';
import { meRouter } from '@/lib/bff/me/router';
import { router } from '@/lib/bff/procedure';

/** Every room's procedures under the room's name: one line a room. */
export const bffRouter = router({
  me: meRouter,
});

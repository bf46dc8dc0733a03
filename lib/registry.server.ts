import 'server-only';
import { meRouter } from '@/lib/bff/me/router';
import { router } from '@/lib/bff/procedure';
import { nodesRouter } from '@/lib/capabilities/nodes/server/router';
import { parametersRouter } from '@/lib/capabilities/parameters/server/router';
import { patchingRouter } from '@/lib/capabilities/patching/server/router';
import { sessionsRouter } from '@/lib/capabilities/sessions/server/router';

/** Every room's procedures under the room's name: one line a room. */
export const bffRouter = router({
  me: meRouter,
  nodes: nodesRouter,
  sessions: sessionsRouter,
  parameters: parametersRouter,
  patching: patchingRouter,
});

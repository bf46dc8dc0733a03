import 'server-only';
import { router } from '@/lib/bff/procedure';
import { listFleet } from './list-fleet';
import { listPatches } from './list-patches';
import { listSeverities } from './list-severities';
import { listStates } from './list-states';

export const patchingRouter = router({
  fleet: listFleet,
  states: listStates,
  severities: listSeverities,
  patches: listPatches,
});
export type PatchingRouter = typeof patchingRouter;

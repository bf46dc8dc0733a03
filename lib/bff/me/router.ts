import 'server-only';
import { router } from '../procedure';
import { get } from './get';
import { pulse } from './pulse';
import { signOut } from './sign-out';

/** The signed-in person, as the page needs them. */
export const meRouter = router({ get, pulse, signOut });
export type MeRouter = typeof meRouter;

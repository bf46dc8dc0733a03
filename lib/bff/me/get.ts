import 'server-only';
import { buildId } from '@/lib/config/build-id';
import { grantedPlaces } from '@/lib/config/grants';
import { signedIn } from '../procedure';
import { me } from './contract';

/** Who is signed in and which scopes the config offers them. Reads nothing from AWS. */
export const get = signedIn.output(me).query(({ ctx: { session, person, server } }) => ({
  person: { sub: person.sub, name: person.name, email: person.email, groups: [...person.groups] },
  expiresAt: session.expiresAtMs,
  scopes: grantedPlaces(server.config, session.claims),
  lockedTags: [...server.config.lockedTags],
  buildId: buildId(),
  lookedFor: server.config.grants.flatMap(({ when }) =>
    Object.entries(when).map(([claim, values]) => ({ claim, values: [...values] })),
  ),
  consoleSettings: {
    keepAlive: server.config.sessions.keepAlive,
    refuseUnloggedSessionsIn: server.config.accounts
      .filter((account) => account.refuseUnloggedSessions ?? server.config.sessions.refuseUnloggedSessions)
      .map(({ id }) => id),
  },
}));

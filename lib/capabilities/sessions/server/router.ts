import 'server-only';
import { router } from '@/lib/bff/procedure';
import { dataKey } from './data-key';
import { endedBy } from './ended-by';
import { listSessions } from './list-sessions';
import { resumeSession } from './resume-session';
import { sessionDocument } from './session-document';
import { startSession } from './start-session';
import { terminateSession } from './terminate-session';

export const sessionsRouter = router({
  list: listSessions,
  document: sessionDocument,
  endedBy,
  start: startSession,
  resume: resumeSession,
  terminate: terminateSession,
  dataKey,
});
export type SessionsRouter = typeof sessionsRouter;

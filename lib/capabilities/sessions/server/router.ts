import 'server-only';
import { router } from '@/lib/bff/procedure';
import { dataKey } from './data-key';
import { documentText } from './document-text';
import { endedBy } from './ended-by';
import { howEnded } from './how-ended';
import { listDocuments } from './list-documents';
import { listSessions } from './list-sessions';
import { readLog } from './read-log';
import { resumeSession } from './resume-session';
import { saveDocument } from './save-document';
import { sessionDocument } from './session-document';
import { startSession } from './start-session';
import { terminateSession } from './terminate-session';

export const sessionsRouter = router({
  list: listSessions,
  document: sessionDocument,
  endedBy,
  howEnded,
  start: startSession,
  resume: resumeSession,
  terminate: terminateSession,
  dataKey,
  documents: listDocuments,
  documentText,
  saveDocument,
  readLog,
});
export type SessionsRouter = typeof sessionsRouter;

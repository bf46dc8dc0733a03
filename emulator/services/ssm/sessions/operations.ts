import { describeSessions } from './describe-sessions';
import { resumeSession } from './resume-session';
import { startSession } from './start-session';
import { terminateSession } from './terminate-session';

/** Session Manager's calls. */
export const operations = [startSession, resumeSession, terminateSession, describeSessions];

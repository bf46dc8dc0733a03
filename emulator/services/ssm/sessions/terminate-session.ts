import { z } from 'zod';
import { operation } from '../../../server/operation';
import { relayOf } from '../../ssmmessages/switchboard';
import { sessionAccess, sessionIdShape } from './session-access';
import { isOver, requireSession } from './store';

/** TerminateSession (Systems Manager API reference): ends it for good; ending an ended one changes nothing. */
export const terminateSession = operation({
  name: 'TerminateSession',
  readOnly: false,
  input: z.object({ SessionId: sessionIdShape }),
  access: (input, call) => sessionAccess('ssm:TerminateSession', input.SessionId, call),
  run: ({ SessionId }, call) => {
    const session = requireSession(call.world, call.place, SessionId);
    const by = call.caller.sessionName ?? call.caller.arn;
    if (!isOver(session)) relayOf(call.world, session).end('Terminated', `Session terminated by ${by}.`);
    return { SessionId };
  },
});

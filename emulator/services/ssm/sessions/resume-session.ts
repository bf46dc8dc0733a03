import { z } from 'zod';
import { noteIssued } from '../../../auth/issued';
import { AwsError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { faultBoardOf } from '../../ssmmessages/faults/fault-board';
import { relayOf } from '../../ssmmessages/switchboard';
import { sessionAccess, sessionIdShape, streamUrl } from './session-access';
import { isOver, requireSession } from './store';

/**
 * ResumeSession (Systems Manager API reference): a fresh token for the same session. A session that is over answers
 * without one, which is how AWS's client learns that there is nothing left to resume (data-channel paper 2.1).
 */
export const resumeSession = operation({
  name: 'ResumeSession',
  readOnly: false,
  input: z.object({ SessionId: sessionIdShape }),
  access: (input, call) => sessionAccess('ssm:ResumeSession', input.SessionId, call),
  run: ({ SessionId }, call) => {
    const session = requireSession(call.world, call.place, SessionId);
    if (isOver(session) || session.status === 'Terminating') return { SessionId };
    if (faultBoardOf(call.world).faultsOf(SessionId)?.refuseResume)
      throw new AwsError('InternalServerError', 'This fault was asked for (refuseResume).', 500);
    const token = relayOf(call.world, session).newToken('client');
    noteIssued(call.world, 'stream-token', token);
    return { SessionId, TokenValue: token, StreamUrl: streamUrl(call, SessionId) };
  },
});

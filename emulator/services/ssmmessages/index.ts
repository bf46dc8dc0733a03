import { AwsError } from '../../server/aws-error';
import type { PathService } from '../../server/service';
import { channelError } from './channel-error';
import { createControlChannel, createDataChannel } from './create-channel';
import { openControlChannel } from './open-control-channel';
import { openDataChannel } from './open-data-channel';

const channelPath = /^\/v1\/(control-channel|data-channel)\/([^/]+)$/;

function channelOf(path: string): { kind: string; id: string } | undefined {
  const [, kind, id] = channelPath.exec(path) ?? [];
  return kind === undefined || id === undefined ? undefined : { kind, id: decodeURIComponent(id) };
}

function requireChannel(path: string) {
  const channel = channelOf(path);
  if (!channel) throw new AwsError('UnknownOperationException', `No channel is at ${path}.`, 404);
  return channel;
}

/** The message gateway: control channels of nodes and data channels of sessions. */
export const ssmmessagesService: PathService = {
  kind: 'paths',
  name: 'ssmmessages',
  claims: ({ path }) => channelPath.test(path),
  // Only the client's WebSocket: its one-use token in the first frame is the proof.
  error: channelError,
  allowsUnsigned: ({ path, upgrade }) => upgrade && path.startsWith('/v1/data-channel/'),
  async handle(request, response) {
    const { kind, id } = requireChannel(request.url.pathname);
    if (request.raw.method !== 'POST')
      throw new AwsError('UnknownOperationException', 'Channels are made with POST.', 405);
    if (kind === 'control-channel') createControlChannel(request, id, response);
    else createDataChannel(request, id, response);
  },
  async upgrade(request, socket, head) {
    const { kind, id } = requireChannel(request.url.pathname);
    if (kind === 'control-channel') await openControlChannel(request, id, socket, head);
    else await openDataChannel(request, id, socket, head);
  },
};

export { endFaults } from './faults/fault-board';
export { stopSessions, wakeSessions } from './switchboard';

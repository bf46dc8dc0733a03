import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { groupName, streamName } from './shapes';
import { findGroup, onLogs } from './store';

/** CreateLogStream (CloudWatch Logs API reference). */
export const createLogStream = operation({
  name: 'CreateLogStream',
  readOnly: false,
  input: z.object({ logGroupName: groupName, logStreamName: streamName }),
  access: ({ logGroupName }, call) => onLogs(call, 'CreateLogStream', logGroupName),
  run: ({ logGroupName, logStreamName: name }, call) => {
    const { streams } = findGroup(call, logGroupName);
    if (streams.has(name))
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    streams.set(name, { name, createdAtMs: call.now, events: [] });
    return {};
  },
});

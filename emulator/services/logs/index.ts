import type { OperationService } from '../../server/service';
import { associateKmsKey, createLogGroup, deleteLogGroup } from './create-log-group';
import { createLogStream } from './create-log-stream';
import { describeLogGroups } from './describe-log-groups';
import { describeLogStreams } from './describe-log-streams';
import { filterLogEvents } from './filter-log-events';
import { getLogEvents } from './get-log-events';
import { putLogEvents } from './put-log-events';

/** Enough of CloudWatch Logs for session logs and command output. */
export const logsService: OperationService = {
  kind: 'operations',
  name: 'logs',
  protocol: 'json-1.1',
  targetPrefix: 'Logs_20140328',
  eventSource: 'logs.amazonaws.com',
  operations: [
    associateKmsKey,
    createLogGroup,
    createLogStream,
    deleteLogGroup,
    describeLogGroups,
    describeLogStreams,
    filterLogEvents,
    getLogEvents,
    putLogEvents,
  ],
};

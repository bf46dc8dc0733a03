import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { dropTags, setTags } from '../../world/tags';
import { findKey } from '../kms/find-key';
import { requestTagKeys } from '../tag-rules';
import { groupName, invalidParameter } from './shapes';
import { addGroup, findGroup, groupArn, groupsIn, onLogs } from './store';

const kmsKey = z.string().max(256);

/** CreateLogGroup (CloudWatch Logs API reference). */
export const createLogGroup = operation({
  name: 'CreateLogGroup',
  readOnly: false,
  leavesOut: 'Classes other than STANDARD, deletion protection. An encryption is shown; KMS is not asked.',
  input: z.object({
    logGroupName: groupName,
    kmsKeyId: kmsKey.optional(),
    tags: z.record(z.string(), z.string()).optional(),
    logGroupClass: z.enum(['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY']).optional(),
    deletionProtectionEnabled: z.boolean().optional(),
  }),
  access: ({ logGroupName, tags = {} }, call) => {
    const keys = Object.keys(tags).length > 0 ? requestTagKeys(Object.entries(tags)) : {};
    return onLogs(call, 'CreateLogGroup', logGroupName).map((asked) => ({ ...asked, keys }));
  },
  run: (asked, { world, place }) => {
    if ((asked.logGroupClass ?? 'STANDARD') !== 'STANDARD' || asked.deletionProtectionEnabled)
      throw invalidParameter('The emulator has log groups of class STANDARD without deletion protection.');
    if (groupsIn(world, place).has(asked.logGroupName))
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    const key = asked.kmsKeyId === undefined ? undefined : findKey(world, place, asked.kmsKeyId).arn;
    addGroup(world, place, asked.logGroupName, key);
    setTags(world, groupArn(place, asked.logGroupName), Object.entries(asked.tags ?? {}));
    return {};
  },
});

/** DeleteLogGroup (CloudWatch Logs API reference): with all that is in it. */
export const deleteLogGroup = operation({
  name: 'DeleteLogGroup',
  readOnly: false,
  input: z.object({ logGroupName: groupName }),
  access: ({ logGroupName }, call) => onLogs(call, 'DeleteLogGroup', logGroupName),
  run: ({ logGroupName }, call) => {
    findGroup(call, logGroupName);
    groupsIn(call.world, call.place).delete(logGroupName);
    dropTags(call.world, groupArn(call.place, logGroupName));
    return {};
  },
});

/** AssociateKmsKey (CloudWatch Logs API reference): what is written from now on is encrypted under the key. */
export const associateKmsKey = operation({
  name: 'AssociateKmsKey',
  readOnly: false,
  leavesOut: 'resourceIdentifier (query results); the encryption is shown, KMS is not asked',
  input: z.object({ logGroupName: groupName, kmsKeyId: kmsKey }),
  access: ({ logGroupName }, call) => onLogs(call, 'AssociateKmsKey', logGroupName),
  run: ({ logGroupName, kmsKeyId }, call) => {
    findGroup(call, logGroupName).kmsKeyId = findKey(call.world, call.place, kmsKeyId).arn;
    return {};
  },
});

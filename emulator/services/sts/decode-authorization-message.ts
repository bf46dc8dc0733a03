import { z } from 'zod';
import { decodeAuthorizationMessage as decode } from '../../server/authorization-message';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';

/** sts DecodeAuthorizationMessage: what EC2's UnauthorizedOperation hides. */
export const decodeAuthorizationMessage = operation({
  name: 'DecodeAuthorizationMessage',
  readOnly: true,
  leavesOut: 'matchedStatements are always empty',
  input: z.object({ EncodedMessage: z.string().min(1).max(10_240) }),
  access: () => [{ action: 'sts:DecodeAuthorizationMessage', resource: '*' }],
  run({ EncodedMessage }, { world }) {
    const DecodedMessage = decode(world, EncodedMessage);
    if (DecodedMessage === undefined)
      throw new AwsError('InvalidAuthorizationMessageException', 'Message is not valid.');
    return { DecodedMessage };
  },
});

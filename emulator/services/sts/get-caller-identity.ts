import { z } from 'zod';
import { operation } from '../../server/operation';

/** sts GetCallerIdentity: needs no permission, and no policy can take it away (STS API reference). */
export const getCallerIdentity = operation({
  name: 'GetCallerIdentity',
  readOnly: true,
  input: z.object({}),
  access: () => [],
  run: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.account, Arn: caller.arn }),
});

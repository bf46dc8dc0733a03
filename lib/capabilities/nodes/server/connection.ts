import 'server-only';
import { GetConnectionStatusCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { connectionOutput, oneNodeInput } from '../contract';

/** Whether the node's agent holds a control channel right now: what a session needs, fresher than the ping status. */
export const connection = inScope
  .meta({ needs: ['ssm:GetConnectionStatus'] })
  .input(oneNodeInput)
  .output(connectionOutput)
  .query(async ({ ctx: { aws }, input: { id } }) => {
    const { Status } = await aws.ssm().send(new GetConnectionStatusCommand({ Target: id }));
    return { status: Status === 'connected' ? ('connected' as const) : ('notconnected' as const) };
  });

import { z } from 'zod';
import { AwsError } from '../../server/aws-error';

/** Booleans come as text in the query protocol. */
export const dryRun = z.enum(['true', 'false']).optional();

/** Permissions were asked before; a dry run ends here with EC2's own kind of success. */
export function endDryRun(wanted: z.infer<typeof dryRun>): void {
  if (wanted === 'true')
    throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}

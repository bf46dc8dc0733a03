import 'server-only';
import { awsProblem, isAwsError } from '@/lib/aws/aws-problem';

/** Did AWS refuse the role this call? Anything else (throttling, a bad token) is not for another operation to mend. */
export const isRefusal = (error: unknown): boolean =>
  isAwsError(error) && awsProblem(error).code === 'forbidden';

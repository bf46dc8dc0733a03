import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';

const pattern = /(^i-(\w{8}|\w{17})$)|(^mi-\w{17}$)/;

/** `InstanceId` of the SSM model: EC2 instances and hybrid nodes. */
export const nodeId = z.string().regex(pattern);

/** Filter values are free text in the model; AWS refuses ids that cannot be one. */
export function refuseMalformedIds(ids: readonly string[]): void {
  const wrong = ids.find((id) => !pattern.test(id));
  if (wrong !== undefined) throw new AwsError('InvalidInstanceId', `The instance ID ${wrong} is not valid.`);
}

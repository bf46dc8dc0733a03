import type { AccessRequest } from '../../server/operation';
import type { Place } from '../../world/world';

/**
 * An SSM action without resource types (Service Authorization Reference). AWS asks IAM with this ARN and
 * names it when it denies.
 */
export const onAnyResource = (place: Place, action: string): AccessRequest => ({
  action: `ssm:${action}`,
  resource: `arn:aws:ssm:${place.region}:${place.account}:*`,
});

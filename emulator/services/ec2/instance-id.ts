import { AwsError } from '../../server/aws-error';
import type { Place, World } from '../../world/world';
import { instancesIn } from './store';

const pattern = /^i-([0-9a-f]{8}|[0-9a-f]{17})$/;

/** Throws EC2's errors for ids that cannot be or are not an instance (EC2 API, Error codes). */
export function requireInstances(world: World, place: Place, ids: readonly string[]): void {
  const malformed = ids.find((id) => !pattern.test(id));
  if (malformed !== undefined)
    throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  const missing = ids.filter((id) => !instancesIn(world, place).has(id));
  if (missing.length === 1)
    throw new AwsError('InvalidInstanceID.NotFound', `The instance ID '${missing[0]}' does not exist`);
  if (missing.length > 1)
    throw new AwsError('InvalidInstanceID.NotFound', `The instance IDs '${missing.join(', ')}' do not exist`);
}

/** CreateTags and DeleteTags take ids of any kind; only instances exist here. */
export function requireTaggable(world: World, place: Place, ids: readonly string[]): void {
  const other = ids.find((id) => !id.startsWith('i-'));
  if (other !== undefined) throw new AwsError('InvalidID', `The ID '${other}' is not valid`);
  requireInstances(world, place, ids);
}

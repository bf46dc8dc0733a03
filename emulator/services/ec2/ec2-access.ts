import type { AccessRequest } from '../../server/operation';
import { tagsOf } from '../../world/tags';
import type { Place, World } from '../../world/world';
import { instanceArn } from './store';

/** Asks for an EC2 action on one instance, under its present tags and the request's own keys. */
export function onInstance(
  world: World,
  place: Place,
  action: string,
  id: string,
  keys: AccessRequest['keys'] = {},
): AccessRequest {
  const resource = instanceArn(place, id);
  const tags: Record<string, string> = {};
  for (const [key, value] of tagsOf(world, resource)) {
    tags[`ec2:ResourceTag/${key}`] = value;
    tags[`aws:ResourceTag/${key}`] = value;
  }
  return { action: `ec2:${action}`, resource, keys: { ...tags, ...keys } };
}

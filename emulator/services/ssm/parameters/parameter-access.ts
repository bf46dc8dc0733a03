import type { AccessRequest, Call } from '../../../server/operation';
import { resourceTagKeys } from '../nodes/store';
import { parameterReference } from './parameter-reference';
import { parameterArn } from './store';

/** Asks for an action on one parameter, under its tags and the request's own keys. */
export function onParameter(
  action: string,
  name: string,
  { world, place }: Call,
  keys: AccessRequest['keys'] = {},
): AccessRequest {
  const resource = parameterArn(place, name);
  return { action: `ssm:${action}`, resource, keys: { ...resourceTagKeys(world, resource), ...keys } };
}

/** The same for a reference with a selector, which IAM never sees; another account's ARN stays as it is. */
export function onReference(action: string, given: string, call: Call): AccessRequest {
  const { name, elsewhere, selector } = parameterReference(given, call.world, call.place);
  if (!elsewhere) return onParameter(action, name, call);
  return { action: `ssm:${action}`, resource: given.trim().slice(0, -(selector?.length ?? 0) || undefined) };
}

import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import type { AccessRequest, Call } from '../../../server/operation';
import { resourceTagKeys } from '../nodes/store';
import { type TaggableType, taggable, taggableTypes } from './taggable';

/** The members every SSM tagging operation names its resource with. */
export const target = { ResourceType: z.enum(taggableTypes), ResourceId: z.string().min(1) };

interface Target {
  readonly ResourceType: TaggableType;
  readonly ResourceId: string;
}

export const arnOf = ({ ResourceType, ResourceId }: Target, { place }: Call): string =>
  taggable[ResourceType].arn(place, ResourceId);

/** The ARN of a resource that is there; AWS's InvalidResourceId (which has no message of its own) where not. */
export function existing(wanted: Target, call: Call): string {
  if (!taggable[wanted.ResourceType].exists(call.world, call.place, wanted.ResourceId))
    throw new AwsError('InvalidResourceId', 'The resource ID is not valid. Verify the ID and try again.');
  return arnOf(wanted, call);
}

/** Asks for an action on the resource, under its present tags and the request's own keys. */
export function onTarget(
  action: string,
  wanted: Target,
  call: Call,
  keys: AccessRequest['keys'] = {},
): AccessRequest {
  const resource = arnOf(wanted, call);
  return { action: `ssm:${action}`, resource, keys: { ...resourceTagKeys(call.world, resource), ...keys } };
}

import { Shelf, type World } from './world';

/**
 * Tags of everything that has an ARN, in one place: ssm AddTagsToResource, ec2 CreateTags, tag GetResources and
 * IAM's `aws:ResourceTag` / `ssm:resourceTag` all look here, so they cannot disagree.
 */
const tags = new Shelf('tags', () => new Map<string, Map<string, string>>());

/** The live tags of a resource. Change them with `setTags` and `removeTags`. */
export const tagsOf = (world: World, arn: string): ReadonlyMap<string, string> =>
  tags.of(world).get(arn) ?? new Map<string, string>();

export function setTags(world: World, arn: string, pairs: Iterable<readonly [string, string]>): void {
  const all = tags.of(world);
  const mine = all.get(arn) ?? new Map<string, string>();
  for (const [key, value] of pairs) mine.set(key, value);
  all.set(arn, mine);
}

export function removeTags(world: World, arn: string, keys: Iterable<string>): void {
  for (const key of keys) tags.of(world).get(arn)?.delete(key);
}

/** A deleted resource takes its tags along. */
export const dropTags = (world: World, arn: string): boolean => tags.of(world).delete(arn);

/** Every tagged resource of the world, for GetResources. */
export const taggedResources = (world: World): Iterable<[string, ReadonlyMap<string, string>]> =>
  tags.of(world).entries();

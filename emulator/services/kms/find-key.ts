import { AwsError } from '../../server/aws-error';
import type { Place, World } from '../../world/world';
import { type KmsKey, keyRing } from './key';

/**
 * The key that an id, a key ARN, an alias or an alias ARN means, seen from `place`. Throws NotFoundException in
 * KMS's words. A key of another account is found by its ARN only, and only in the Region asked.
 */
export function findKey(world: World, place: Place, name: string): KmsKey {
  const arn = /^arn:aws:kms:([\w-]+):(\d{12}):((?:key|alias)\/.+)$/.exec(name);
  if (name.startsWith('arn:') && !arn) throw new AwsError('InvalidArnException', `Invalid arn ${name}`);
  if (arn && arn[1] !== place.region) throw new AwsError('NotFoundException', `Invalid arn ${arn[1]}`);
  const home = arn ? { account: arn[2] ?? '', region: place.region } : place;
  const local = arn?.[3] ?? name;
  const key = local.startsWith('alias/') ? byAlias(world, home, local) : byId(world, home, local);
  if (!key) throw notFound(home, local);
  return key;
}

const byId = (world: World, home: Place, local: string) =>
  keyRing(world, home).keys.get(local.replace(/^key\//, ''));

function byAlias(world: World, home: Place, alias: string): KmsKey | undefined {
  const ring = keyRing(world, home);
  return ring.keys.get(ring.aliases.get(alias) ?? '');
}

function notFound({ region, account }: Place, local: string): AwsError {
  const arn = `arn:aws:kms:${region}:${account}:${/^(alias|key)\//.test(local) ? local : `key/${local}`}`;
  return new AwsError(
    'NotFoundException',
    local.startsWith('alias/') ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`,
  );
}

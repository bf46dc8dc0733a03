import { readPolicies } from '../../services/ssm/parameters/policies';
import { defaultKeyId, sealSeed } from '../../services/ssm/parameters/secure-string';
import { addVersions, parameterArn } from '../../services/ssm/parameters/store';
import { setTags } from '../../world/tags';
import type { World } from '../../world/world';
import type { ParameterSeed } from '../format/parameter-seed';
import { whenMs } from '../format/when';

/** Writes all versions of a parameter, oldest first, SecureStrings sealed as PutParameter would. */
export function plantParameter(world: World, seed: ParameterSeed): void {
  const place = { account: seed.account, region: seed.region };
  const keyId = seed.type === 'SecureString' ? (seed.keyId ?? defaultKeyId) : undefined;
  const policies = seed.policies === undefined ? [] : readPolicies(seed.policies);
  const startMs = world.clock.now();
  addVersions(
    world,
    place,
    seed.name,
    seed.versions.map((version, index) => ({
      version: index + 1,
      type: seed.type,
      value: keyId === undefined ? version.value : sealSeed(world, place, seed.name, keyId, version.value),
      keyId,
      description: version.description,
      allowedPattern: seed.allowedPattern,
      tier: seed.tier,
      policies,
      dataType: seed.dataType,
      modifiedAtMs: whenMs(version.at, startMs),
      modifiedBy: version.by,
      labels: [...version.labels],
    })),
  );
  if (Object.keys(seed.tags).length)
    setTags(world, parameterArn(place, seed.name), Object.entries(seed.tags));
}

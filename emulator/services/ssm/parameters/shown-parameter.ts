import type { Place } from '../../../world/world';
import { epochSeconds } from '../../epoch-seconds';
import type { ParameterPolicy, ParameterVersion } from './store';
import { parameterArn } from './store';

/** `Parameter` of the model: with its value, as GetParameter and its kin answer. */
export const shownParameter = (
  place: Place,
  name: string,
  version: ParameterVersion,
  value: string,
  selector: string | undefined,
) => ({
  Name: name,
  Type: version.type,
  Value: value,
  Version: version.version,
  Selector: selector,
  LastModifiedDate: epochSeconds(version.modifiedAtMs),
  ARN: parameterArn(place, name),
  DataType: version.dataType,
});

/** Members that ParameterMetadata and ParameterHistory share. */
export const shownMetadata = (name: string, version: ParameterVersion) => ({
  Name: name,
  Type: version.type,
  KeyId: version.keyId,
  LastModifiedDate: epochSeconds(version.modifiedAtMs),
  LastModifiedUser: version.modifiedBy,
  Description: version.description,
  AllowedPattern: version.allowedPattern,
  Version: version.version,
  Tier: version.tier,
  Policies: version.policies.map(shownPolicy),
  DataType: version.dataType,
});

const shownPolicy = ({ type, text }: ParameterPolicy) => ({
  PolicyText: text,
  PolicyType: type,
  PolicyStatus: 'Pending',
});

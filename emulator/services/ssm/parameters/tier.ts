import { AwsError, validationError } from '../../../server/aws-error';
import { latest, type Parameter, type ParameterTier } from './store';

type WantedTier = 'Standard' | 'Advanced' | 'Intelligent-Tiering';

/** Bytes of a value (API_PutParameter, Value: 4 KB and 8 KB). */
const valueBytesMax: Readonly<Record<ParameterTier, number>> = { Standard: 4096, Advanced: 8192 };

/** Parameters in one account and Region (General Reference, Systems Manager quotas). */
const parametersMax: Readonly<Record<ParameterTier, number>> = { Standard: 10_000, Advanced: 100_000 };

interface Asked {
  readonly tier: WantedTier | undefined;
  readonly valueBytes: number;
  readonly hasPolicies: boolean;
}

/** The tier a version will have. Throws where value or policies do not fit it, or it would go back to Standard. */
export function decideTier(asked: Asked, before: Parameter | undefined): ParameterTier {
  const now = before && latest(before).tier;
  const tier = chosen(asked, now);
  if (now === 'Advanced' && tier === 'Standard')
    throw validationError(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier " +
        'to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.',
    );
  if (tier === 'Standard' && asked.hasPolicies)
    throw validationError('Parameter policies need the advanced-parameter tier.');
  if (asked.valueBytes > valueBytesMax[tier]) throw tooLong(tier);
  return tier;
}

function chosen({ tier, valueBytes, hasPolicies }: Asked, now: ParameterTier | undefined): ParameterTier {
  if (tier === 'Intelligent-Tiering')
    return now === 'Advanced' || hasPolicies || valueBytes > valueBytesMax.Standard ? 'Advanced' : 'Standard';
  // No account setting here: the default tier is Standard, as in an account that never changed it.
  return tier ?? now ?? 'Standard';
}

const tooLong = (tier: ParameterTier) =>
  validationError(
    `${tier} tier parameters support a maximum parameter value of ${valueBytesMax[tier]} characters.` +
      (tier === 'Standard'
        ? ' To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.'
        : ''),
  );

/** Room for one more parameter of this tier. */
export function refuseOverfull(parameters: ReadonlyMap<string, Parameter>, tier: ParameterTier): void {
  // Counting is for those who are near the limit: it walks over all of them.
  if (parameters.size < parametersMax[tier]) return;
  let count = 0;
  for (const parameter of parameters.values()) if (latest(parameter).tier === tier) count += 1;
  if (count >= parametersMax[tier])
    throw new AwsError(
      'ParameterLimitExceeded',
      `An account can have ${parametersMax[tier]} ${tier} parameters.`,
    );
}

import type { Place } from '../world/world';
import { accountIds } from './identity/accounts';

/** Regions of the demo world. */
export const regions = ['eu-west-1', 'us-east-1'] as const;

/** Every account in every Region: what the demo fills, and over what generated nodes are spread. */
export const places: readonly Place[] = accountIds.flatMap((account) =>
  regions.map((region) => ({ account, region })),
);

/**
 * The partition of a Region, by its name's prefix (AWS general reference, "ARNs and partitions"): an ARN with the
 * wrong one names nothing.
 */
export function partitionOf(region: string): string {
  const found = prefixes.find(([prefix]) => region.startsWith(prefix));
  return found ? found[1] : 'aws';
}

const prefixes: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/** The DNS name under which a partition's services answer. */
export const dnsSuffixOf = (region: string): string => {
  const suffixes: Readonly<Record<string, string>> = {
    'aws-cn': 'amazonaws.com.cn',
    'aws-iso': 'c2s.ic.gov',
    'aws-iso-b': 'sc2s.sgov.gov',
    'aws-iso-e': 'cloud.adc-e.uk',
    'aws-iso-f': 'csp.hci.ic.gov',
    'aws-eusc': 'amazonaws.eu',
  };
  return suffixes[partitionOf(region)] ?? 'amazonaws.com';
};

/** A role's ARN; `role` may carry its path (`ops/Viewer`). */
export const roleArnOf = (region: string, account: string, role: string): string =>
  `arn:${partitionOf(region)}:iam::${account}:role/${role}`;

/** A token bucket: how many requests at once, and how many more each second. */
export interface RequestRate {
  /** Operations that draw from the same bucket. */
  readonly operations: readonly string[];
  readonly burst: number;
  readonly perSecond: number;
  /** Whether AWS's documentation says these figures of these operations, or we chose them in its manner. */
  readonly figures: 'documented' | 'chosen';
  /** Where they are from, or what they were chosen after. */
  readonly source: string;
}

const even = (perSecond: number) => ({ burst: perSecond, perSecond });

/**
 * The request rates kept with EMULATOR_THROTTLE=aws, per account and Region. AWS states few of them, and for whole classes
 * of operations; accounts differ. What is not stated for the very operation is a figure of ours, of the size to be expected.
 */
export const requestRates: Readonly<Record<string, readonly RequestRate[]>> = {
  ssm: [
    {
      operations: ['GetParameter', 'GetParameters', 'GetParametersByPath'],
      ...even(40),
      figures: 'chosen',
      source:
        'the default throughput of Parameter Store, as commonly met; not checked against the quotas page',
    },
  ],
  cloudtrail: [
    {
      operations: ['LookupEvents'],
      ...even(2),
      figures: 'documented',
      source: 'CloudTrail API reference, LookupEvents: "two per second, per account, per Region"',
    },
  ],
  ec2: [
    {
      operations: ['DescribeInstances'],
      burst: 100,
      perSecond: 20,
      figures: 'chosen',
      source:
        'what the Amazon EC2 Developer Guide, Request throttling, says of a non-mutating action (DescribeHosts)',
    },
    {
      operations: ['CreateTags'],
      burst: 100,
      perSecond: 10,
      figures: 'chosen',
      source: 'half of what DescribeInstances has: mutating actions are held shorter',
    },
    {
      operations: ['DeleteTags'],
      burst: 100,
      perSecond: 10,
      figures: 'chosen',
      source: 'half of what DescribeInstances has: mutating actions are held shorter',
    },
  ],
};

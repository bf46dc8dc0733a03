/** A token bucket: how many requests at once, and how many more each second. */
export interface RequestRate {
  /** Operations that draw from the same bucket. */
  readonly operations: readonly string[];
  readonly burst: number;
  readonly perSecond: number;
  readonly source: string;
}

const even = (perSecond: number) => ({ burst: perSecond, perSecond });

/** The request rates that AWS documents for what is here, per account and Region. */
export const requestRates: Readonly<Record<string, readonly RequestRate[]>> = {
  ssm: [
    {
      operations: ['GetParameter', 'GetParameters', 'GetParametersByPath'],
      ...even(40),
      source: 'AWS General Reference, Systems Manager endpoints and quotas: default throughput, shared',
    },
  ],
  cloudtrail: [
    {
      operations: ['LookupEvents'],
      ...even(2),
      source: 'CloudTrail API reference, LookupEvents: two per second, per account, per Region',
    },
  ],
  ec2: [
    {
      operations: ['DescribeInstances'],
      burst: 100,
      perSecond: 20,
      source: 'Amazon EC2 Developer Guide, Request throttling: non-mutating actions',
    },
    {
      operations: ['CreateTags'],
      burst: 100,
      perSecond: 10,
      source: 'Amazon EC2 Developer Guide, Request throttling: CreateTags',
    },
    {
      operations: ['DeleteTags'],
      burst: 100,
      perSecond: 10,
      source: 'Amazon EC2 Developer Guide, Request throttling: DeleteTags',
    },
  ],
};

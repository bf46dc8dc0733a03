import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { Scope } from '@/lib/kernel/scope';

/** How a client repeats itself. */
export interface CallManner {
  /**
   * `never` for calls that must reach AWS at most once (StartSession, ResumeSession): a repeat could open a
   * second shell. Default `reads`: adaptive, at most three tries with jitter.
   */
  readonly retry?: 'reads' | 'never';
}

/**
 * AWS as one person sees it in one scope: clients that already carry this person's credentials for the role,
 * the endpoint, the pace of that account and Region, and retries. Made per request; connections are shared.
 * What the clients throw stays AWS's own error; the procedure turns it into a Problem that names action,
 * resource, role and request id.
 */
export interface ScopeAws {
  readonly scope: Scope;
  /** `aws`, `aws-cn`, `aws-us-gov`, …: never write an ARN without it. */
  readonly partition: string;
  /** The role in force, as an ARN. */
  readonly roleArn: string;
  ssm(manner?: CallManner): SSMClient;
  ec2(manner?: CallManner): EC2Client;
  tagging(manner?: CallManner): ResourceGroupsTaggingAPIClient;
  kms(manner?: CallManner): KMSClient;
  cloudtrail(manner?: CallManner): CloudTrailClient;
  s3(manner?: CallManner): S3Client;
  logs(manner?: CallManner): CloudWatchLogsClient;
}

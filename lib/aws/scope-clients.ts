import 'server-only';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { KMSClient } from '@aws-sdk/client-kms';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { partitionOf } from '@/lib/config/partition';
import type { Scope } from '@/lib/kernel/scope';
import { type ClientBasics, retries } from './client-basics';
import type { TimedCredentials } from './credential-cache';
import { endpointOf, type ServiceName } from './endpoints';
import { keepPace } from './keep-pace';
import { type Hooked, noteFailures } from './note-failures';
import type { Pace } from './pace';
import type { CallManner, ScopeAws } from './scope-aws';

export interface ScopeClientsParts {
  readonly scope: Scope;
  readonly roleArn: string;
  readonly given: Readonly<Record<string, string | undefined>>;
  readonly paceOf: (service: ServiceName) => Pace;
  readonly credentials: () => Promise<TimedCredentials>;
  readonly requestHandler: NodeHttpHandler;
}

type Config = ClientBasics & { readonly credentials: () => Promise<TimedCredentials> };

/** The clients of one person in one scope, each made at its first use. */
export class ScopeClients implements ScopeAws {
  constructor(private readonly parts: ScopeClientsParts) {}

  get scope(): Scope {
    return this.parts.scope;
  }
  get roleArn(): string {
    return this.parts.roleArn;
  }
  get partition(): string {
    return partitionOf(this.parts.scope.region);
  }

  readonly ssm = this.client('SSM', 'ssm', (config) => new SSMClient(config));
  readonly ec2 = this.client('EC2', 'ec2', (config) => new EC2Client(config));
  readonly kms = this.client('KMS', 'kms', (config) => new KMSClient(config));
  readonly cloudtrail = this.client('CLOUDTRAIL', 'cloudtrail', (config) => new CloudTrailClient(config));
  readonly logs = this.client('CLOUDWATCH_LOGS', 'logs', (config) => new CloudWatchLogsClient(config));
  // A bucket of another Region answers with a redirect; an endpoint of one's own has no host per bucket.
  readonly s3 = this.client(
    'S3',
    's3',
    (config) =>
      new S3Client({
        ...config,
        followRegionRedirects: true,
        forcePathStyle: config.endpoint !== undefined,
      }),
  );
  readonly tagging = this.client(
    'RESOURCE_GROUPS_TAGGING_API',
    'tag',
    (config) => new ResourceGroupsTaggingAPIClient(config),
  );

  private client<Input extends object, Output extends object, Client extends Hooked<Input, Output>>(
    service: ServiceName,
    prefix: string,
    make: (config: Config) => Client & Hooked<Input, Output>,
  ): (manner?: CallManner) => Client {
    const made = new Map<string, Client>();
    return (manner = {}) => {
      const key = manner.retry ?? 'reads';
      const ready = made.get(key);
      if (ready) return ready;
      const { scope, roleArn, paceOf, given, requestHandler, credentials } = this.parts;
      const endpoint = endpointOf(given, service);
      const client = make({
        region: scope.region,
        endpoint,
        requestHandler,
        credentials,
        ...retries(manner),
      });
      noteFailures(client, prefix, { scope, roleArn });
      keepPace(client, paceOf(service));
      made.set(key, client);
      return client;
    };
  }
}

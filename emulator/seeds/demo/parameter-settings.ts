import type { Luck } from '../../world/luck';
import type { ParameterSeed } from '../format/parameter-seed';
import { hexDigits } from '../hex-digits';

interface Moment {
  readonly app: string;
  readonly environment: string;
  readonly luck: Luck;
  readonly version: number;
}

/** One setting that an application has, and how its value looks at each version. */
export interface AppSetting
  extends Partial<Pick<ParameterSeed, 'type' | 'tier' | 'allowedPattern' | 'dataType' | 'policies'>> {
  readonly name: string;
  readonly description: string;
  readonly value: (moment: Moment) => string;
  /** Written once and never again. */
  readonly steady?: boolean;
}

export const apps: readonly string[] = [
  'billing',
  'catalogue',
  'checkout',
  'identity',
  'inventory',
  'notifications',
  'pricing',
  'search',
  'shipping',
  'web',
];

const secret = (luck: Luck, length = 24) => hexDigits(luck, length);

export const appSettings: readonly AppSetting[] = [
  {
    name: 'database/host',
    description: 'Writer endpoint of the database cluster',
    value: ({ app, environment, luck }) =>
      `${app}-${environment}.cluster-c${hexDigits(luck, 10)}.rds.example.internal`,
    steady: true,
  },
  {
    name: 'database/port',
    description: 'Port of the database',
    value: () => '5432',
    allowedPattern: '\\d{2,5}',
    steady: true,
  },
  {
    name: 'database/user',
    description: 'Application user of the database',
    value: ({ app }) => `${app}_app`,
    steady: true,
  },
  {
    name: 'database/password',
    description: 'Password of the application user; rotated every quarter',
    type: 'SecureString',
    value: ({ luck }) => secret(luck),
  },
  {
    name: 'database/pool-size',
    description: 'Connections per instance',
    allowedPattern: '\\d{1,3}',
    value: ({ luck }) => `${5 + 5 * luck.below(8)}`,
  },
  {
    name: 'cache/endpoint',
    description: 'Primary endpoint of the cache',
    value: ({ app, environment }) => `rediss://${app}-${environment}.cache.example.internal:6379`,
    steady: true,
  },
  {
    name: 'cache/ttl-seconds',
    description: 'How long entries live',
    value: ({ luck }) => `${60 * (1 + luck.below(30))}`,
  },
  {
    name: 'feature/flags',
    description: 'Flags switched on, comma separated',
    type: 'StringList',
    value: ({ version }) =>
      [
        'new-navigation',
        'fast-refunds',
        'saved-baskets',
        'dark-mode',
        'gift-cards',
        'split-payment',
        'express-lane',
      ]
        .slice(0, 1 + (version % 7))
        .join(','),
  },
  {
    name: 'http/allowed-origins',
    description: 'Origins that may call the API from a browser',
    type: 'StringList',
    value: ({ environment }) =>
      environment === 'production'
        ? 'https://shop.example.com,https://admin.example.com'
        : 'https://shop.staging.example.com,https://admin.staging.example.com',
    steady: true,
  },
  {
    name: 'http/timeout-ms',
    description: 'Deadline of outgoing calls',
    value: ({ luck }) => `${500 * (1 + luck.below(12))}`,
  },
  {
    name: 'log/level',
    description: 'Lowest level that is written',
    allowedPattern: 'debug|info|warn|error',
    value: ({ luck }) => luck.pick(['debug', 'info', 'info', 'warn']),
  },
  {
    name: 'payment/api-key',
    description: 'Key of the payment provider',
    type: 'SecureString',
    value: ({ environment, luck }) => `${environment === 'production' ? 'live' : 'test'}_${secret(luck, 32)}`,
  },
  {
    name: 'session/signing-key',
    description: 'Signs session cookies; replaced twice a year',
    type: 'SecureString',
    tier: 'Advanced',
    policies: '[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"180","Unit":"Days"}}]',
    value: ({ luck }) => secret(luck, 64),
  },
  {
    name: 'release/version',
    description: 'Version that the pipeline deployed last',
    value: ({ version, luck }) => `2026.${version}.${luck.below(40)}`,
  },
  {
    name: 'routing/rules',
    description: 'Routing rules of the service mesh',
    tier: 'Advanced',
    value: ({ app, version }) =>
      JSON.stringify({
        service: app,
        revision: version,
        routes: Array.from({ length: 60 }, (_, index) => ({
          match: `/api/${app}/v${1 + (index % 3)}/resource-${index}`,
          backend: `${app}-${index % 2 ? 'green' : 'blue'}`,
        })),
      }),
    steady: true,
  },
  {
    name: 'worker/queue-url',
    description: 'Queue that background work is taken from',
    value: ({ app, environment }) => `https://sqs.example.internal/${environment}-${app}-work`,
    steady: true,
  },
];

export const sharedSettings: readonly AppSetting[] = [
  {
    name: 'images/linux-base',
    description: 'Image that new Linux machines start from',
    dataType: 'aws:ec2:image',
    value: ({ luck }) => `ami-${hexDigits(luck, 17)}`,
  },
  {
    name: 'images/windows-base',
    description: 'Image that new Windows machines start from',
    dataType: 'aws:ec2:image',
    value: ({ luck }) => `ami-${hexDigits(luck, 17)}`,
  },
  {
    name: 'network/trusted-ranges',
    description: 'Address ranges of the offices',
    type: 'StringList',
    value: () => '192.0.2.0/24,198.51.100.0/24',
  },
  {
    name: 'network/vpc-cidr',
    description: 'Address range of the VPC',
    value: () => '10.0.0.0/16',
    steady: true,
  },
  {
    name: 'observability/collector',
    description: 'Where traces and metrics go',
    value: () => 'https://collector.example.internal:4318',
    steady: true,
  },
  {
    name: 'observability/token',
    description: 'Token for the collector',
    type: 'SecureString',
    value: ({ luck }) => secret(luck, 40),
  },
  {
    name: 'registry/pull-credentials',
    description: 'Credentials of the container registry',
    type: 'SecureString',
    value: ({ luck }) => JSON.stringify({ username: 'puller', password: secret(luck) }),
  },
  {
    name: 'support/on-call',
    description: 'Who is called out of hours',
    type: 'StringList',
    value: ({ version }) => ['ada', 'olu', 'maya'].slice(version % 2).join(','),
  },
];

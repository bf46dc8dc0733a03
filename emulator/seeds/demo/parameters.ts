import type { Luck } from '../../world/luck';
import type { ParameterSeed } from '../format/parameter-seed';
import { regions } from '../places';
import { type AppSetting, appSettings, apps, sharedSettings } from './parameter-settings';
import { writersOf } from './writers';

interface Root {
  readonly account: string;
  readonly region: string;
  /** `prod`, `staging` or `shared`. */
  readonly path: string;
  readonly environment: string;
  /** Which of the apps live there. */
  readonly apps: readonly string[];
}

const production = '111122223333';
const staging = '444455556666';

/** Production keeps its canaries' settings under /staging; the Staging account has nothing under /prod. */
const roots: readonly Root[] = regions.flatMap((region) => [
  { account: production, region, path: 'prod', environment: 'production', apps },
  { account: production, region, path: 'staging', environment: 'staging', apps: ['checkout', 'web'] },
  { account: staging, region, path: 'staging', environment: 'staging', apps },
]);

/** Several hundred parameters per account, with the histories of the people who look after them. */
export const demoParameters = (luck: Luck): ParameterSeed[] => [
  ...roots.flatMap((root) =>
    root.apps.flatMap((app) => appSettings.map((setting) => inApp(root, app, setting, luck))),
  ),
  ...[production, staging].flatMap((account) =>
    regions.flatMap((region) => sharedSettings.map((setting) => shared(account, region, setting, luck))),
  ),
];

function inApp(root: Root, app: string, setting: AppSetting, luck: Luck): ParameterSeed {
  const { account, region, path, environment } = root;
  return {
    account,
    region,
    name: `/${path}/${app}/${setting.name}`,
    ...shapeOf(setting),
    tags: { Environment: environment, Application: app },
    versions: history(setting, { account, app, environment, luck }),
  };
}

function shared(account: string, region: string, setting: AppSetting, luck: Luck): ParameterSeed {
  return {
    account,
    region,
    name: `/shared/${setting.name}`,
    ...shapeOf(setting),
    tags: { Application: 'shared' },
    versions: history(setting, { account, app: 'shared', environment: 'shared', luck }),
  };
}

const shapeOf = ({ type, tier, allowedPattern, dataType, policies }: AppSetting) => ({
  type: type ?? 'String',
  tier: tier ?? 'Standard',
  allowedPattern,
  dataType: dataType ?? 'text',
  policies,
});

interface About {
  readonly account: string;
  readonly app: string;
  readonly environment: string;
  readonly luck: Luck;
}

const versionsMost = 7;

/** One to seven versions over half a year, the last ones labelled as deployments label them. */
function history(setting: AppSetting, { account, app, environment, luck }: About): ParameterSeed['versions'] {
  const count = setting.steady ? 1 : 1 + luck.below(versionsMost);
  const writers = writersOf(account);
  return Array.from({ length: count }, (_, index) => ({
    value: setting.value({ app, environment, luck, version: index + 1 }),
    at: `${(count - index) * 24 - luck.below(20)}d ago`,
    by: luck.pick(writers),
    description: setting.description,
    labels: labelsOf(index, count),
  }));
}

function labelsOf(index: number, count: number): string[] {
  if (count < 3) return [];
  if (index === count - 1) return ['current'];
  return index === count - 2 ? ['previous'] : [];
}

import type { Luck } from '../../world/luck';
import type { NodeSeedInput } from '../format/node-seed';
import { fleet, type Group } from './fleet';
import { systems } from './systems';

/** The demo's nodes, group by group. */
export const demoNodes = (luck: Luck): NodeSeedInput[] =>
  fleet.flatMap((group) =>
    Array.from({ length: group.count }, (_, index) => nodeOf(group, (group.from ?? 1) + index, luck)),
  );

function nodeOf(group: Group, number: number, luck: Luck): NodeSeedInput {
  const { platform } = systems[group.system];
  const name = `${group.app}-${number}`;
  return {
    account: group.account,
    region: group.region,
    name,
    kind: group.hybrid ? 'hybrid' : 'ec2',
    ...platform,
    computerName: computerName(group, name),
    instanceType: group.instanceType ?? 't3.large',
    keyName: platform.platformType === 'Windows' ? 'windows-admins' : undefined,
    agentVersion: luck.pick(['3.3.4793.0', '3.3.4793.0', '3.3.4177.0', '3.3.3050.0']),
    registered: `${60 + luck.below(500)}d ago`,
    publicIpAddress: group.app === 'bastion' ? `203.0.113.${10 + number}` : undefined,
    ...(group.off ? { agent: 'off', lastPing: `${3 + luck.below(20)}d ago` } : {}),
    ...(group.stopped ? { state: 'stopped', lastPing: `${3 + luck.below(20)}d ago` } : {}),
    tags: tagsOf(group),
    patching: group.neverScanned ? undefined : patchingOf(group, luck),
  };
}

function computerName({ region, system, hybrid }: Group, name: string): string {
  if (systems[system].platform.platformType === 'Windows') return `${name}.corp.example.com`.toUpperCase();
  return hybrid ? `${name}.site.example.com` : `${name}.${region}.example.internal`;
}

const tagsOf = ({ environment, team, app, patchGroup }: Group): Record<string, string> => ({
  Environment: environment,
  Team: team,
  Application: app,
  ...(patchGroup ? { 'Patch Group': patchGroup } : {}),
});

/** Machines of a group were patched in the same window, but not all to the same day. */
function patchingOf(group: Group, luck: Luck): NodeSeedInput['patching'] {
  const [youngest, oldest] = group.patchedDaysAgo;
  const daysAgo = youngest + luck.below(oldest - youngest + 1);
  const installs = luck.next() < 0.3;
  return {
    packages: systems[group.system].packages(daysAgo, group.held),
    installed: `${daysAgo}d ago`,
    operation: {
      kind: installs ? 'Install' : 'Scan',
      ended: `${1 + luck.below(22)}h ago`,
      rebootOption: group.pendingReboot ? 'NoReboot' : 'RebootIfNeeded',
      pendingReboot: group.pendingReboot,
      failed: group.failed,
    },
  };
}

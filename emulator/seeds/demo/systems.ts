import type { NodeSeedInput } from '../format/node-seed';
import { amazonLinux2, amazonLinux2023 } from './catalogue/amazon-linux';
import { macOs14 } from './catalogue/mac-os';
import { redHat9 } from './catalogue/red-hat';
import { type ProductCatalogue, packagesAt } from './catalogue/release';
import { debian12, ubuntu2204 } from './catalogue/ubuntu-debian';
import { windowsAt } from './catalogue/windows';

type Platform = Pick<NodeSeedInput, 'platformType' | 'platformName' | 'platformVersion' | 'architecture'>;

/** What a demo machine runs: how its agent reports it, and what is installed on it at a given state of patching. */
interface System {
  readonly platform: Platform;
  packages(patchedDaysAgo: number, held?: readonly string[]): Record<string, string>;
}

const from = (catalogue: ProductCatalogue, platform: Platform): System => ({
  platform,
  packages: (daysAgo, held) => packagesAt(catalogue, daysAgo, held),
});

const windows = (
  product: 'WindowsServer2019' | 'WindowsServer2022',
  year: string,
  version: string,
): System => ({
  platform: {
    platformType: 'Windows',
    platformName: `Microsoft Windows Server ${year} Datacenter`,
    platformVersion: version,
  },
  packages: (daysAgo, features = []) => windowsAt(product, daysAgo, features),
});

const linux = { platformType: 'Linux' } as const;

export const systems = {
  al2023: from(amazonLinux2023, { ...linux, platformName: 'Amazon Linux', platformVersion: '2023' }),
  al2023arm: from(amazonLinux2023, {
    ...linux,
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    architecture: 'arm64',
  }),
  al2: from(amazonLinux2, { ...linux, platformName: 'Amazon Linux', platformVersion: '2' }),
  ubuntu: from(ubuntu2204, { ...linux, platformName: 'Ubuntu', platformVersion: '22.04' }),
  debian: from(debian12, { ...linux, platformName: 'Debian GNU/Linux', platformVersion: '12' }),
  rhel: from(redHat9, { ...linux, platformName: 'Red Hat Enterprise Linux', platformVersion: '9.4' }),
  win2022: windows('WindowsServer2022', '2022', '10.0.20348'),
  win2019: windows('WindowsServer2019', '2019', '10.0.17763'),
  mac: from(macOs14, {
    platformType: 'MacOS',
    platformName: 'macOS',
    platformVersion: '14.5',
    architecture: 'arm64',
  }),
} as const satisfies Record<string, System>;

export type SystemName = keyof typeof systems;

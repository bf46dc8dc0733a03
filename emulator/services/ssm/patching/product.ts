import type { ManagedNode } from '../nodes/store';
import type { OperatingSystem } from './store';

export interface Product {
  readonly system: OperatingSystem;
  /** As baselines and advisories name it: `AmazonLinux2023`, `Ubuntu22.04`, `WindowsServer2022`. */
  readonly name: string;
}

const major = (version: string) => version.split('.')[0] ?? version;

/** From what an agent reports as PlatformName and PlatformVersion. First match wins. */
const products: readonly {
  system: OperatingSystem;
  platform: RegExp;
  name: (found: string, version: string) => string;
}[] = [
  { system: 'AMAZON_LINUX_2023', platform: /^Amazon Linux 2023/, name: () => 'AmazonLinux2023' },
  {
    system: 'AMAZON_LINUX_2023',
    platform: /^Amazon Linux$/,
    name: (_, version) => (version === '2' ? 'AmazonLinux2' : `AmazonLinux${version}`),
  },
  { system: 'UBUNTU', platform: /^Ubuntu/, name: (_, version) => `Ubuntu${version}` },
  { system: 'DEBIAN', platform: /^Debian/, name: (_, version) => `Debian${major(version)}` },
  {
    system: 'REDHAT_ENTERPRISE_LINUX',
    platform: /^Red Hat/,
    name: (_, version) => `RedhatEnterpriseLinux${major(version)}`,
  },
  { system: 'ROCKY_LINUX', platform: /^Rocky/, name: (_, version) => `RockyLinux${major(version)}` },
  {
    system: 'WINDOWS',
    platform: /Windows Server \d{4}/,
    name: (found) => found.replaceAll(' ', ''),
  },
  { system: 'MACOS', platform: /^macOS/i, name: (_, version) => `macOS${major(version)}` },
];

/** What a node runs, or nothing where Patch Manager does not know the system. */
export function productOf(node: ManagedNode): Product | undefined {
  for (const { system, platform, name } of products) {
    const found = platform.exec(node.platformName)?.[0];
    if (found === undefined) continue;
    const product = name(found, node.platformVersion);
    return { system: product === 'AmazonLinux2' ? 'AMAZON_LINUX_2' : system, name: product };
  }
  return undefined;
}

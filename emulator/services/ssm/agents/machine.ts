import type { ManagedNode, PlatformType } from '../nodes/store';

const platforms: Readonly<Record<string, PlatformType>> = {
  linux: 'Linux',
  windows: 'Windows',
  darwin: 'MacOS',
};
const architectures: Readonly<Record<string, ManagedNode['architecture']>> = {
  amd64: 'x86_64',
  arm64: 'arm64',
};

/**
 * What a registering agent's User-Agent says of its machine: `aws-sdk-go/1.51.20 (go1.22.4; linux; amd64)
 * amazon-ssm-agent/3.3.0.0` (agent-service paper section 2). No report of AWS's agent ever names the architecture.
 */
export function machineOf(
  userAgent: string,
): Pick<ManagedNode, 'platformType' | 'architecture' | 'agentVersion'> {
  const words = /\(([^)]*)\)/.exec(userAgent)?.[1]?.split(/;\s*/) ?? [];
  const [platform = 'linux'] = words.filter((word) => word in platforms);
  const [architecture = 'amd64'] = words.filter((word) => word in architectures);
  return {
    platformType: platforms[platform] ?? 'Linux',
    architecture: architectures[architecture] ?? 'x86_64',
    agentVersion: /amazon-ssm-agent\/([\d.]{1,64})/.exec(userAgent)?.[1] ?? '',
  };
}

/** `PlatformType` as agents report it: AWS's own says `Linux` in one call and `linux` in another. */
export const reportedPlatform = (told: string | undefined): PlatformType | undefined =>
  platforms[told?.toLowerCase() ?? ''] ?? (told?.toLowerCase() === 'macos' ? 'MacOS' : undefined);

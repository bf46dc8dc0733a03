import type { PlatformType } from '../../services/ssm/nodes/store';

const byNode: Readonly<Record<string, PlatformType>> = { linux: 'Linux', darwin: 'MacOS', win32: 'Windows' };

/** What this machine is to SSM: nodes of other platforms cannot have a real shell here. */
export const thisPlatform = (): PlatformType | undefined => byNode[process.platform];

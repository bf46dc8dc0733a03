import type { InstalledPackage } from '../../services/ssm/patching/store';
import type { World } from '../../world/world';
import { demoAdvisories } from '../demo/advisories';
import { type SystemName, systems } from '../demo/systems';
import { advisorySeed } from '../format/patching-seed';
import { plantAdvisory } from '../plant/plant-advisory';

/** What many generated nodes were made from. They share its package map. */
export interface GeneratedImage {
  readonly platform: (typeof systems)[SystemName]['platform'];
  readonly packages: ReadonlyMap<string, InstalledPackage>;
  readonly snapshotId: string;
  readonly commandId: string;
  readonly activationId: string;
}

const dayMs = 86_400_000;

/** Which systems a generated fleet has; those named twice are twice as many. */
const mix: readonly SystemName[] = [
  'al2023',
  'al2023',
  'al2023arm',
  'ubuntu',
  'ubuntu',
  'debian',
  'rhel',
  'win2022',
];

/** How long ago images were patched. */
const ages = [0, 3, 14, 45, 100, 220] as const;

/** Images of every system and age; brings the advisories along where the world has none of them. */
export function imagesFor(world: World): GeneratedImage[] {
  for (const advisory of demoAdvisories) plantAdvisory(world, advisorySeed.parse(advisory));
  const luck = world.luck.fork('images');
  return mix.flatMap((name) =>
    ages.map((daysAgo) => {
      const installedAtMs = world.clock.now() - daysAgo * dayMs;
      const packages = Object.entries(systems[name].packages(daysAgo));
      return {
        platform: systems[name].platform,
        packages: new Map(packages.map(([key, version]) => [key, { version, installedAtMs }])),
        snapshotId: luck.uuid(),
        commandId: luck.uuid(),
        activationId: luck.uuid(),
      };
    }),
  );
}

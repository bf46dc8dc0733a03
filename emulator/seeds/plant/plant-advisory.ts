import { advisoriesOf } from '../../services/ssm/patching/store';
import type { World } from '../../world/world';
import type { AdvisorySeed } from '../format/patching-seed';
import { whenMs } from '../format/when';

export function plantAdvisory(world: World, { fixes, released, ...advisory }: AdvisorySeed): void {
  advisoriesOf(world).set(advisory.id, {
    ...advisory,
    releasedAtMs: whenMs(released, world.clock.now()),
    fixes: Object.entries(fixes).map(([name, version]) => ({ package: name, version })),
  });
}

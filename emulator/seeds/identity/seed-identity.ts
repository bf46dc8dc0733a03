import type { World } from '../../world/world';

export function seedIdentity(_world: World, _options: { issuer: string }): void {}

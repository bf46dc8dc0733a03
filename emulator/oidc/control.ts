import { z } from 'zod';
import { AwsError } from '../server/aws-error';
import type { Control } from '../server/control/mount-control';
import { parseInput } from '../server/parse-input';
import type { World } from '../world/world';
import { changePerson, claimsOf, findPerson } from './directory';
import { signOutEverywhere } from './model-store';

/** Nobody waits longer for a refresh; a forgotten delay must not look like a hang. */
const refreshDelayMsMax = 120_000;

const change = z.strictObject({
  person: z.string(),
  groups: z.array(z.string().min(1).max(256)).max(50).optional(),
  role: z.enum(['administrator', 'operator', 'viewer']).optional(),
  team: z.string().min(1).max(256).optional(),
  refreshDelayMs: z.number().int().min(0).max(refreshDelayMsMax).optional(),
  revoke: z.boolean().optional(),
});

/** `POST /_emulator/oidc`: change a person, slow their refreshes, or end their sign-ins and refresh tokens. */
export const controlPerson =
  (world: World): Control =>
  (input) => {
    const { person: sub, revoke, ...changes } = parseInput(change, input);
    if (!findPerson(world, sub)) throw new AwsError('NotFound', `Nobody is called ${sub}.`, 404);
    changePerson(world, sub, changes);
    if (revoke) signOutEverywhere(world, sub);
    const person = findPerson(world, sub);
    return { person: person && claimsOf(person), refreshDelayMs: person?.refreshDelayMs };
  };

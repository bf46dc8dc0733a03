import type { Caller } from '../../../auth/caller';
import type { World } from '../../../world/world';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const randomCharacters = 17;

/** `<role session or user name>-<17 characters>`, as AWS names sessions, so that policies can match on the name. */
export function newSessionId(world: World, caller: Caller): string {
  const who = caller.sessionName ?? caller.arn.slice(caller.arn.lastIndexOf('/') + 1);
  const tail = Array.from({ length: randomCharacters }, () => alphabet[world.luck.below(alphabet.length)]);
  return `${who}-${tail.join('')}`;
}

import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import type { Control } from '../../../server/control/mount-control';
import { parseInput } from '../../../server/parse-input';
import type { World } from '../../../world/world';
import { nodePlaces } from '../../ssm/nodes/store';
import { findSession } from '../../ssm/sessions/store';
import { faultBoardOf } from './fault-board';
import { wireFaults } from './wire-faults';

const target = {
  /** One session; without it, all that have no faults of their own. */
  session: z.string().min(1).optional(),
  /** A node whose sockets stand still: nothing is read from them, nothing is sent. */
  freezeNode: z.string().min(1).optional(),
};

const asked = wireFaults.extend(target);
const ended = z.strictObject(target);

/** `GET /_emulator/faults`: what holds, and what it did. */
export const showFaults =
  (world: World): Control =>
  () =>
    faultBoardOf(world).report();

/** `POST /_emulator/faults`: faults on the wire of one session or all, and nodes that stand still. */
export const startFaults =
  (world: World): Control =>
  (input) => {
    const { session, freezeNode, ...faults } = parseInput(asked, input);
    if (session !== undefined && !findSession(world, session))
      throw new AwsError('NotFound', `There is no session ${session}.`, 404);
    if (freezeNode !== undefined && !nodePlaces(world).some(([, nodes]) => nodes.has(freezeNode)))
      throw new AwsError('NotFound', `There is no node ${freezeNode}.`, 404);
    const board = faultBoardOf(world);
    if (freezeNode !== undefined) board.freeze(freezeNode);
    // A request that only freezes a node leaves the wires as they are.
    if (freezeNode === undefined || asksForMore(input)) board.set(faults, session);
    return board.report();
  };

/** `DELETE /_emulator/faults`: ends those of one session, of one node, or everything. */
export const endFaultsOf =
  (world: World): Control =>
  (input) => {
    const { session, freezeNode } = parseInput(ended, input);
    const board = faultBoardOf(world);
    if (freezeNode !== undefined || session === undefined) board.thaw(freezeNode);
    if (session !== undefined || freezeNode === undefined) board.end(session);
    return board.report();
  };

const asksForMore = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && Object.keys(input).some((key) => key !== 'freezeNode');

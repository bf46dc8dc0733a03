import type { Operation } from '../../../server/operation';
import { describeInstancePatchStates } from './describe-instance-patch-states';
import { describeInstancePatches } from './describe-instance-patches';

export const operations: readonly Operation[] = [describeInstancePatchStates, describeInstancePatches];

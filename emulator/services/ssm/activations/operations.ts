import type { Operation } from '../../../server/operation';
import { createActivation } from './create-activation';
import { deleteActivation } from './delete-activation';
import { describeActivations } from './describe-activations';

export const operations: readonly Operation[] = [createActivation, describeActivations, deleteActivation];

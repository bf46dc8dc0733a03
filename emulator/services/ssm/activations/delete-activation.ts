import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { onAnyResource } from '../access';
import { activationsIn } from './store';

const activationId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** DeleteActivation (Systems Manager API reference): no node registers with it any more; those that did stay. */
export const deleteActivation = operation({
  name: 'DeleteActivation',
  readOnly: false,
  input: z.object({ ActivationId: z.string() }),
  access: (_, { place }) => [onAnyResource(place, 'DeleteActivation')],
  run: ({ ActivationId: id }, { world, place }) => {
    if (!activationId.test(id))
      throw new AwsError('InvalidActivationId', `The activation ID ${id} is not valid.`);
    if (!activationsIn(world, place).delete(id))
      throw new AwsError('InvalidActivation', `There is no activation ${id}.`);
    return {};
  },
});

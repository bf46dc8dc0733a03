import { z } from 'zod';
import { operation } from '../../../server/operation';
import { onParameter } from './parameter-access';
import { parameterName } from './parameter-name';
import { parameterNotFound } from './parameter-reference';
import { deleteParameter as remove } from './store';

const name = z.string().min(1).max(2048);

export const deleteParameter = operation({
  name: 'DeleteParameter',
  input: z.object({ Name: name }),
  readOnly: false,
  access: ({ Name }, call) => [onParameter('DeleteParameter', parameterName(Name), call)],
  run: ({ Name }, { world, place }) => {
    const wanted = parameterName(Name);
    if (!remove(world, place, wanted)) throw parameterNotFound(wanted);
    return {};
  },
});

/** DeleteParameters: up to ten; names that are not there come back as InvalidParameters. */
export const deleteParameters = operation({
  name: 'DeleteParameters',
  input: z.object({ Names: z.array(name).min(1).max(10) }),
  readOnly: false,
  access: ({ Names }, call) =>
    Names.map((each) => onParameter('DeleteParameters', parameterName(each), call)),
  run: ({ Names }, { world, place }) => {
    const outcome = [...new Set(Names)].map((each) => ({
      name: each,
      deleted: remove(world, place, parameterName(each)),
    }));
    return {
      DeletedParameters: outcome.filter(({ deleted }) => deleted).map((one) => one.name),
      InvalidParameters: outcome.filter(({ deleted }) => !deleted).map((one) => one.name),
    };
  },
});

import { z } from 'zod';
import { operation } from '../../../server/operation';
import { pageOf } from '../../page';
import { invalidNextToken } from '../invalid-next-token';
import { onReference } from './parameter-access';
import { parameterReference, resolve } from './parameter-reference';
import { revealed } from './secure-string';
import { shownMetadata } from './shown-parameter';

/** GetParameterHistory: all kept versions, oldest first. */
export const getParameterHistory = operation({
  name: 'GetParameterHistory',
  input: z.object({
    Name: z.string().min(1).max(2048),
    WithDecryption: z.boolean().default(false),
    MaxResults: z.int().min(1).max(50).default(50),
    NextToken: z.string().optional(),
  }),
  readOnly: true,
  access: ({ Name }, call) => [onReference('GetParameterHistory', Name, call)],
  run: (wanted, call) => {
    const reference = parameterReference(wanted.Name, call.world, call.place);
    const { parameter } = resolve({ ...reference, selector: undefined }, call.world, call.place);
    // Version numbers grow; padded, their text grows with them.
    const page = pageOf(parameter.versions, ({ version }) => `${version}`.padStart(16, '0'), {
      scope: ['GetParameterHistory', call.place, parameter.name],
      token: wanted.NextToken,
      size: wanted.MaxResults,
      refuse: invalidNextToken,
    });
    const Parameters = page.items.map((version) => ({
      ...shownMetadata(parameter.name, version),
      Value: revealed(call, parameter.name, version, wanted.WithDecryption),
      Labels: version.labels,
    }));
    return { Parameters, NextToken: page.next };
  },
});

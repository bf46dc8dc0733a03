import { z } from 'zod';
import { operation } from '../../../server/operation';
import { epochSeconds } from '../../epoch-seconds';
import { byKey, pageOf } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { type Activation, activationsIn, isExpired } from './store';

/** AWS's largest page of it; it states no default. */
const pageSizeMax = 50;

const input = z.object({
  Filters: z
    .array(
      z.object({
        FilterKey: z.enum(['ActivationIds', 'DefaultInstanceName', 'IamRole']).optional(),
        FilterValues: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  MaxResults: z.int().min(1).max(pageSizeMax).default(pageSizeMax),
  NextToken: z.string().optional(),
});
type Filter = NonNullable<z.infer<typeof input>['Filters']>[number];

/** DescribeActivations (Systems Manager API reference): everything but the codes. */
export const describeActivations = operation({
  name: 'DescribeActivations',
  readOnly: true,
  input,
  access: (_, { place }) => [onAnyResource(place, 'DescribeActivations')],
  run: ({ Filters = [], MaxResults, NextToken }, { world, place, now }) => {
    const found = [...activationsIn(world, place).values()]
      .filter((activation) => Filters.every((filter) => passes(activation, filter)))
      .sort(byKey(orderOf));
    const page = pageOf(found, orderOf, {
      scope: ['DescribeActivations', place, Filters],
      token: NextToken,
      size: MaxResults,
      refuse: invalidNextToken,
    });
    return { ActivationList: page.items.map((it) => shown(it, now)), NextToken: page.next };
  },
});

/** Oldest first, ids where the time is the same. */
const orderOf = ({ createdAtMs, id }: Activation) => `${String(createdAtMs).padStart(16, '0')}/${id}`;

const filtered = (activation: Activation, key: NonNullable<Filter['FilterKey']>): string | undefined =>
  ({
    ActivationIds: activation.id,
    DefaultInstanceName: activation.defaultInstanceName,
    IamRole: activation.iamRole,
  })[key];

const passes = (activation: Activation, { FilterKey: key, FilterValues: values = [] }: Filter): boolean =>
  key === undefined || values.includes(filtered(activation, key) ?? '');

const shown = (activation: Activation, now: number) => ({
  ActivationId: activation.id,
  Description: activation.description,
  DefaultInstanceName: activation.defaultInstanceName,
  IamRole: activation.iamRole,
  RegistrationLimit: activation.registrationLimit,
  RegistrationsCount: activation.registrationsCount,
  ExpirationDate: epochSeconds(activation.expiresAtMs),
  Expired: isExpired(activation, now),
  CreatedDate: epochSeconds(activation.createdAtMs),
  Tags: activation.tags.length > 0 ? activation.tags : undefined,
});

import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';

/** `ComplianceStringFilterList` of the model. */
export const complianceFilters = z
  .array(
    z.object({
      Key: z.string().min(1).max(200),
      Values: z.array(z.string()).min(1).max(20),
      Type: z.enum(['EQUAL', 'NOT_EQUAL', 'BEGIN_WITH', 'LESS_THAN', 'GREATER_THAN']).default('EQUAL'),
    }),
  )
  .default([]);

type ComplianceFilter = z.infer<typeof complianceFilters>[number];
type Readers<T> = Readonly<Record<string, (thing: T) => string>>;

/** One test of all filters; throws InvalidFilter for a key that the listing does not have. */
export function complianceTest<T>(
  filters: readonly ComplianceFilter[],
  readers: Readers<T>,
): (thing: T) => boolean {
  const tests = filters.map((filter) => {
    const read = readers[filter.Key];
    if (!read)
      throw new AwsError(
        'InvalidFilter',
        `The filter name ${filter.Key} is not valid. Valid names: ${Object.keys(readers).join(', ')}.`,
      );
    return (thing: T) => compare(read(thing), filter);
  });
  return (thing) => tests.every((test) => test(thing));
}

function compare(value: string, { Values, Type }: ComplianceFilter): boolean {
  if (Type === 'NOT_EQUAL') return !Values.includes(value);
  return Values.some((wanted) => {
    if (Type === 'BEGIN_WITH') return value.startsWith(wanted);
    if (Type === 'LESS_THAN') return value < wanted;
    if (Type === 'GREATER_THAN') return value > wanted;
    return value === wanted;
  });
}

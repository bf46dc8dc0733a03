import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import type { ParameterPolicy } from './store';

/** Policies one parameter may carry (API_PutParameter, PoliciesLimitExceededException). */
const policiesMax = 10;

const amount = z.string().regex(/^[1-9]\d*$/);
const unit = z.enum(['Days', 'Hours']);

/** Attributes by type (User Guide, Assigning parameter policies). */
const attributes = {
  Expiration: z.object({ Timestamp: z.iso.datetime({ offset: true }) }),
  ExpirationNotification: z.object({ Before: amount, Unit: unit }),
  NoChangeNotification: z.object({ After: amount, Unit: unit }),
} as const;

const policy = z.object({ Type: z.string(), Version: z.string(), Attributes: z.unknown() });

/** Reads PutParameter's `Policies`: a JSON array; an empty one (or `[{}]`) takes policies off. Throws AWS's policy errors. */
export function readPolicies(text: string): ParameterPolicy[] {
  const items = z.array(z.unknown()).safeParse(parsed(text));
  if (!items.success) throw invalidAttribute('Policies must be a JSON array.');
  const given = items.data.filter((item) => JSON.stringify(item) !== '{}');
  if (given.length > policiesMax)
    throw new AwsError('PoliciesLimitExceededException', `The maximum is ${policiesMax} policies.`);
  const policies = given.map(readPolicy);
  if (policies.filter(({ type }) => type === 'Expiration').length > 1)
    throw new AwsError('IncompatiblePolicyException', 'A parameter can have one Expiration policy only.');
  return policies;
}

function readPolicy(raw: unknown): ParameterPolicy {
  const shape = policy.safeParse(raw);
  if (!shape.success) throw invalidAttribute('A policy needs Type, Version and Attributes.');
  const { Type, Version } = shape.data;
  if (!isType(Type))
    throw new AwsError('InvalidPolicyTypeException', `The policy type ${Type} is not supported.`);
  if (Version !== '1.0') throw invalidAttribute(`The policy version ${Version} is not supported.`);
  const text = JSON.stringify(raw);
  if (Type !== 'Expiration') {
    readAttributes(attributes[Type], shape.data.Attributes, Type);
    return { type: Type, text };
  }
  const { Timestamp } = readAttributes(attributes.Expiration, shape.data.Attributes, Type);
  return { type: Type, text, expiresAtMs: Date.parse(Timestamp) };
}

function readAttributes<S extends z.ZodType>(shape: S, raw: unknown, type: string): z.infer<S> {
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  throw invalidAttribute(`Attributes of the ${type} policy are not valid: ${z.prettifyError(read.error)}`);
}

const isType = (type: string): type is ParameterPolicy['type'] => type in attributes;

const invalidAttribute = (message: string) => new AwsError('InvalidPolicyAttributeException', message);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidAttribute('Policies must be a JSON array.');
  }
}

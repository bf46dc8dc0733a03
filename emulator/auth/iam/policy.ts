import { z } from 'zod';
import { readOperatorName } from './condition';

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const conditionValue = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number(), z.boolean()]))])
  .transform((value) => [value].flat().map(String));

const principal = z.union([z.literal('*'), z.record(z.string(), oneOrMany)]);

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principal.optional(),
    NotPrincipal: principal.optional(),
    Action: oneOrMany.optional(),
    NotAction: oneOrMany.optional(),
    Resource: oneOrMany.optional(),
    NotResource: oneOrMany.optional(),
    Condition: z
      .record(
        z.string().refine((name) => readOperatorName(name) !== undefined, 'unknown condition operator'),
        z.record(z.string(), conditionValue),
      )
      .optional(),
  })
  .refine((it) => (it.Action === undefined) !== (it.NotAction === undefined), 'Action or NotAction, not both')
  .refine((it) => it.Resource === undefined || it.NotResource === undefined, 'Resource or NotResource');

/** The grammar of IAM's JSON policies (IAM User Guide, Grammar of the IAM JSON policy language), lists made regular. */
export const policyDocument = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).default('2008-10-17'),
  Id: z.string().optional(),
  Statement: z.union([statement, z.array(statement)]).transform((value) => [value].flat()),
});

export type PolicyDocument = z.output<typeof policyDocument>;
export type Statement = PolicyDocument['Statement'][number];
export type PolicyInput = z.input<typeof policyDocument>;

/** A policy from plain JSON; throws on what the grammar refuses. */
export const parsePolicy = (raw: PolicyInput | unknown): PolicyDocument => policyDocument.parse(raw);

import { z } from 'zod';
import { account, region } from './node-seed';
import { when } from './when';

const versionSeed = z.strictObject({
  value: z.string().min(1).max(8192),
  at: when.default('30d ago'),
  /** ARN of the writer. */
  by: z.string().default('arn:aws:iam::000000000000:user/seed'),
  description: z.string().max(1024).optional(),
  labels: z.array(z.string().max(100)).max(10).default([]),
});

export const parameterSeed = z.strictObject({
  account,
  region,
  name: z.string().regex(/^\/?[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/, 'not a parameter name'),
  type: z.enum(['String', 'StringList', 'SecureString']).default('String'),
  tier: z.enum(['Standard', 'Advanced']).default('Standard'),
  /** SecureStrings: `alias/aws/ssm` where it is left out. */
  keyId: z.string().optional(),
  dataType: z.enum(['text', 'aws:ec2:image', 'aws:ssm:integration']).default('text'),
  allowedPattern: z.string().max(1024).optional(),
  /** PutParameter's JSON. */
  policies: z.string().max(4096).optional(),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
  /** Oldest first. */
  versions: z.array(versionSeed).min(1).max(100),
});

export type ParameterSeed = z.infer<typeof parameterSeed>;
export type ParameterSeedInput = z.input<typeof parameterSeed>;

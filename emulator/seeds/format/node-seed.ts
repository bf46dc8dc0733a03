import { z } from 'zod';
import { when } from './when';

export const account = z.string().regex(/^\d{12}$/, 'an account is twelve digits');
export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'not a Region, such as eu-west-1');

/** The last AWS-RunPatchBaseline on a node. */
const operationSeed = z.strictObject({
  kind: z.enum(['Scan', 'Install']).default('Scan'),
  ended: when.default('3h ago'),
  rebootOption: z.enum(['RebootIfNeeded', 'NoReboot']).default('RebootIfNeeded'),
  pendingReboot: z.array(z.string()).default([]),
  failed: z.array(z.string()).default([]),
});

/** What is installed (name → version; on Windows KB ids and features) and what was found. Leave out for a node never scanned. */
const patchingSeed = z.strictObject({
  packages: z.record(z.string(), z.string()),
  installed: when.default('90d ago'),
  operation: operationSeed.prefault({}),
});

export const nodeSeed = z.strictObject({
  account,
  region,
  /** `i-…` or `mi-…`; drawn from the world's luck where it is left out. */
  id: z
    .string()
    .regex(/^(i-[0-9a-f]{8}|i-[0-9a-f]{17}|mi-[0-9a-f]{17})$/, 'not an instance or managed node id')
    .optional(),
  name: z.string().min(1),
  kind: z.enum(['ec2', 'hybrid']).default('ec2'),
  platformType: z.enum(['Linux', 'Windows', 'MacOS']),
  platformName: z.string(),
  platformVersion: z.string(),
  architecture: z.enum(['x86_64', 'arm64']).default('x86_64'),
  agentVersion: z
    .string()
    .regex(/^\d+(\.\d+){2,3}$/, 'an agent version is three or four numbers')
    .optional(),
  computerName: z.string().optional(),
  ipAddress: z.ipv4().optional(),
  publicIpAddress: z.ipv4().optional(),
  instanceType: z.string().default('t3.medium'),
  keyName: z.string().optional(),
  /** Stopped instances have no agent either. */
  state: z.enum(['running', 'stopped']).default('running'),
  /**
   * `built-in`: our agent stands behind it; `on-demand`: from its first session on; `simulated`: nothing does, but it
   * counts as heard; `off`: nothing does, and its heartbeat ended. Left out: built-in where its platform is this machine's, else simulated.
   */
  agent: z.enum(['built-in', 'on-demand', 'simulated', 'off']).optional(),
  lastPing: when.default('4d ago'),
  registered: when.default('120d ago'),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
  patching: patchingSeed.optional(),
});

export type NodeSeed = z.infer<typeof nodeSeed>;
export type NodeSeedInput = z.input<typeof nodeSeed>;

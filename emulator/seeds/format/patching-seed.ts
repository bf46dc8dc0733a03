import { z } from 'zod';
import { account, region } from './node-seed';
import { when } from './when';

const level = z.enum(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNSPECIFIED']);

export const advisorySeed = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  cveIds: z.array(z.string()).default([]),
  classification: z.string(),
  severity: z.string(),
  products: z.array(z.string()).min(1),
  released: when,
  /** Package → first version that holds the fix. Windows KBs have none. */
  fixes: z.record(z.string(), z.string()).default({}),
  requires: z.string().optional(),
  supersedes: z.array(z.string()).default([]),
});

const ruleSeed = z.strictObject({
  products: z.array(z.string()).default([]),
  classifications: z.array(z.string()).default([]),
  severities: z.array(z.string()).default([]),
  approveAfterDays: z.number().min(0).max(360).default(0),
  complianceLevel: level.default('UNSPECIFIED'),
});

export const baselineSeed = z.strictObject({
  /** Left out: in all accounts or Regions, those of the demo and those of this seed's nodes. */
  account: account.optional(),
  region: region.optional(),
  id: z
    .string()
    .regex(/^pb-[0-9a-f]{17}$/, 'a patch baseline id is pb- and 17 hexadecimal digits')
    .optional(),
  name: z.string().min(3).max(128),
  operatingSystem: z.enum([
    'AMAZON_LINUX_2',
    'AMAZON_LINUX_2023',
    'DEBIAN',
    'MACOS',
    'REDHAT_ENTERPRISE_LINUX',
    'ROCKY_LINUX',
    'UBUNTU',
    'WINDOWS',
  ]),
  rules: z.array(ruleSeed).default([]),
  approvedPatches: z.array(z.string()).default([]),
  approvedPatchesLevel: level.default('UNSPECIFIED'),
  rejectedPatches: z.array(z.string()).default([]),
  rejectedPatchesAction: z.enum(['ALLOW_AS_DEPENDENCY', 'BLOCK']).default('ALLOW_AS_DEPENDENCY'),
  patchGroups: z.array(z.string().min(1).max(256)).default([]),
  isDefault: z.boolean().default(false),
});

export type AdvisorySeed = z.infer<typeof advisorySeed>;
export type AdvisorySeedInput = z.input<typeof advisorySeed>;
export type BaselineSeed = z.infer<typeof baselineSeed>;
export type BaselineSeedInput = z.input<typeof baselineSeed>;

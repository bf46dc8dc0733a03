import { z } from 'zod';

/** `i-…` of EC2 or `mi-…` of a hybrid activation (SSM API, ManagedInstanceId and InstanceId patterns). */
export const nodeId = z.string().regex(/^(i-[0-9a-f]{8}([0-9a-f]{9})?|mi-[0-9a-f]{17})$/, 'not a node id');

export const pingStatuses = ['Online', 'ConnectionLost', 'Inactive'] as const;
export const platformTypes = ['Linux', 'Windows', 'MacOS'] as const;

/** What EC2 says of the machine, where DescribeInstanceProperties passes it on; null elsewhere. */
const instanceState = z.string().nullable();

/** A managed node as SSM knows it: every absent member is decided here, once. Times are epoch ms. */
export const managedNode = z.object({
  id: z.string(),
  /** Name of the activation or in SSM; null where it has none. The Name tag comes with the tags. */
  ssmName: z.string().nullable(),
  computerName: z.string().nullable(),
  kind: z.enum(['EC2', 'hybrid']),
  pingStatus: z.enum(pingStatuses),
  lastPingAt: z.number().nullable(),
  agentVersion: z.string().nullable(),
  platformType: z.enum(platformTypes).nullable(),
  platformName: z.string().nullable(),
  platformVersion: z.string().nullable(),
  ipAddress: z.string().nullable(),
  instanceState,
  instanceType: z.string().nullable(),
  architecture: z.string().nullable(),
  iamRole: z.string().nullable(),
  activationId: z.string().nullable(),
  registeredAt: z.number().nullable(),
  launchedAt: z.number().nullable(),
  associationStatus: z.string().nullable(),
  lastAssociationAt: z.number().nullable(),
});
export type ManagedNode = z.infer<typeof managedNode>;

/** Which operation answered: their rights differ, and so do the facts and the page size. */
export const listSources = ['DescribeInstanceProperties', 'DescribeInstanceInformation'] as const;
export const listSource = z.enum(listSources);
export type ListSource = z.infer<typeof listSource>;

/** null asks for the first page; otherwise `next` of the page before, as it came. */
const cursor = z.object({ cursor: z.string().max(16_384).nullable() });

export const listInput = cursor;
export const listOutput = z.object({
  items: z.array(managedNode),
  next: z.string().nullable(),
  source: listSource,
});
export type ListOutput = z.infer<typeof listOutput>;

/** Tags of EC2 instances and of hybrid nodes come from different services, under different rights. */
export const tagSources = ['ec2', 'tagging'] as const;
export const listTagsInput = cursor.extend({ source: z.enum(tagSources) });
export type TagSource = (typeof tagSources)[number];

const tags = z.record(z.string(), z.string());

export const listTagsOutput = z.object({
  items: z.array(z.object({ id: z.string(), tags })),
  next: z.string().nullable(),
});
export type ListTagsOutput = z.infer<typeof listTagsOutput>;

export const oneNodeInput = z.object({ id: nodeId });

export const getOutput = z.object({ node: managedNode, source: listSource });

export const connectionOutput = z.object({ status: z.enum(['connected', 'notconnected']) });

export const tagsOutput = z.object({ tags });

/** Limits of EC2 CreateTags and SSM AddTagsToResource: 128 and 256 characters, 50 tags. */
export const tagKeyCharactersMax = 128;
export const tagValueCharactersMax = 256;
export const tagsPerNodeMax = 50;

const tagKey = z.string().min(1).max(tagKeyCharactersMax);

export const editTagsInput = z.object({
  id: nodeId,
  set: z.record(tagKey, z.string().max(tagValueCharactersMax)),
  remove: z.array(tagKey).max(tagsPerNodeMax),
});
export type EditTagsInput = z.infer<typeof editTagsInput>;

import { z } from 'zod';
import { type PolicyDocument, policyDocument } from '../../auth/iam/policy';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { setTags } from '../../world/tags';
import { keyMetadata } from './describe-key';
import { defaultKeyPolicy, makeKey } from './key';

const tagsShape = z.array(z.object({ TagKey: z.string().min(1).max(128), TagValue: z.string().max(256) }));

export const createKey = operation({
  name: 'CreateKey',
  readOnly: false,
  leavesOut: 'asymmetric and HMAC keys, custom key stores, imported material, multi-Region keys',
  input: z.object({
    Policy: z.string().min(1).max(131_072).optional(),
    Description: z.string().max(8192).default(''),
    KeyUsage: z.enum(['ENCRYPT_DECRYPT']).optional(),
    KeySpec: z.enum(['SYMMETRIC_DEFAULT']).optional(),
    CustomerMasterKeySpec: z.enum(['SYMMETRIC_DEFAULT']).optional(),
    Origin: z.enum(['AWS_KMS']).optional(),
    BypassPolicyLockoutSafetyCheck: z.boolean().optional(),
    Tags: tagsShape.max(50).default([]),
  }),
  access: ({ Tags }) => [
    {
      action: 'kms:CreateKey',
      resource: '*',
      keys: {
        ...Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [`aws:RequestTag/${TagKey}`, TagValue])),
        ...(Tags.length > 0 ? { 'aws:TagKeys': Tags.map(({ TagKey }) => TagKey) } : {}),
      },
    },
  ],
  run({ Policy, Description, Tags }, { world, place }) {
    const policy = Policy === undefined ? defaultKeyPolicy(place) : readPolicy(Policy);
    const key = makeKey(world, place, { manager: 'CUSTOMER', description: Description, policy });
    setTags(
      world,
      key.arn,
      Tags.map(({ TagKey, TagValue }): [string, string] => [TagKey, TagValue]),
    );
    return { KeyMetadata: keyMetadata(key) };
  },
});

function readPolicy(text: string): PolicyDocument {
  try {
    return policyDocument.parse(JSON.parse(text));
  } catch {
    throw new AwsError('MalformedPolicyDocumentException', 'The policy is not valid.');
  }
}

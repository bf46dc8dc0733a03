import { z } from 'zod';
import { type PolicyDocument, policyDocument } from '../../auth/iam/policy';
import { AwsError } from '../../server/aws-error';

/** Members that AssumeRole and AssumeRoleWithWebIdentity share, with the STS API reference's bounds. */
export const roleArnShape = z.string().min(20).max(2048);
export const sessionNameShape = z
  .string()
  .min(2)
  .max(64)
  .regex(/^[\w+=,.@-]*$/);
export const durationShape = z.coerce.number().int().min(900).max(43_200).optional();
export const policyShape = z.string().min(1).max(2048).optional();
export const policyArnsShape = z.array(z.unknown()).optional();

/** The session policies of a request. Managed policies do not exist here, and ignoring one would widen rights. */
export function sessionPolicies(
  policy: string | undefined,
  policyArns: unknown[] | undefined,
): PolicyDocument[] {
  if (policyArns && policyArns.length > 0)
    throw new AwsError(
      'InvalidParameterValue',
      'The emulator has no managed policies: PolicyArns is not supported.',
    );
  if (policy === undefined) return [];
  try {
    return [policyDocument.parse(JSON.parse(policy))];
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'The policy is not in the valid JSON format.');
  }
}

/** The account of a role's ARN; '' when it is none. */
export const accountOfRole = (arn: string) => /^arn:aws:iam::(\d{12}):role\/./.exec(arn)?.[1] ?? '';

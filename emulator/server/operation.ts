import type { z } from 'zod';
import type { Caller } from '../auth/caller';
import type { PolicyDocument } from '../auth/iam/policy';
import type { Place, World } from '../world/world';
import { parseInput } from './parse-input';

/** What IAM is asked: one action on one resource, with the condition keys the service adds of its own. */
export interface AccessRequest {
  /** As IAM spells it: `ssm:StartSession`. */
  readonly action: string;
  /** An ARN, or `*` for actions without resource-level permissions. */
  readonly resource: string;
  /** Service and request keys, such as `ssm:resourceTag/Environment` or `aws:RequestTag/Team`. Global keys are added by the server. */
  readonly keys?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, where it has one that decides too (KMS keys). */
  readonly resourcePolicy?: ResourcePolicy;
}

/** A policy attached to a resource. Within one account a KMS key policy must let IAM in before identity policies count. */
export interface ResourcePolicy {
  readonly document: PolicyDocument;
  readonly account: string;
}

/** One request, signed and admitted. */
export interface Call {
  readonly world: World;
  readonly place: Place;
  readonly caller: Caller;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** The base URL this caller asked (`https://localhost:4578`), or EMULATOR_PUBLIC_URL where that is set. */
  readonly endpoint: string;
  /** World time at arrival, epoch milliseconds. */
  readonly now: number;
  /** Asks IAM; throws AWS's access-denied error naming caller, action and resource. */
  authorize(access: AccessRequest): void;
  /** Asks IAM without throwing, for answers that leave out what the caller may not see. */
  allows(access: AccessRequest): boolean;
}

interface OperationParts<I, O> {
  readonly name: string;
  /** The request's shape: members, lengths, patterns and ranges as the AWS API reference (and botocore's model) has them. */
  readonly input: z.ZodType<I>;
  /** What IAM is asked before anything runs. */
  readonly access: (input: I, call: Call) => readonly AccessRequest[];
  readonly run: (input: I, call: Call) => O | Promise<O>;
  /** CloudTrail's `readOnly`. */
  readonly readOnly: boolean;
  /** What AWS does here and this emulator does not, for the coverage table. Leave out when nothing is missing. */
  readonly leavesOut?: string;
  /** CloudTrail shows request parameters without these (values of SecureStrings, tokens). */
  readonly secretMembers?: readonly string[];
  /** False where CloudTrail takes it for data, not management: it is then in no event history. */
  readonly recorded?: boolean;
  /** Called without a signature (AssumeRoleWithWebIdentity): the token in the request is the proof. */
  readonly unsigned?: boolean;
  /** Signed with a hybrid node's own RSA key, and with nothing else (RequestManagedInstanceRoleToken). */
  readonly nodeSigned?: boolean;
}

/** An operation with its types sealed inside: what services list and the server calls. */
export interface Operation {
  readonly name: string;
  readonly readOnly: boolean;
  readonly leavesOut: string | undefined;
  readonly secretMembers: readonly string[];
  readonly recorded: boolean;
  readonly unsigned: boolean;
  readonly nodeSigned: boolean;
  /** Validates, asks IAM, runs. Throws AwsError. */
  handle(raw: unknown, call: Call): Promise<unknown>;
}

/** Makes an operation: the order validate → authorize → run is the same for all, as it is in AWS. */
export function operation<I, O>(parts: OperationParts<I, O>): Operation {
  return {
    name: parts.name,
    readOnly: parts.readOnly,
    leavesOut: parts.leavesOut,
    secretMembers: parts.secretMembers ?? [],
    recorded: parts.recorded ?? true,
    unsigned: parts.unsigned ?? false,
    nodeSigned: parts.nodeSigned ?? false,
    async handle(raw, call) {
      const input = parseInput(parts.input, raw);
      for (const access of parts.access(input, call)) call.authorize(access);
      return parts.run(input, call);
    },
  };
}

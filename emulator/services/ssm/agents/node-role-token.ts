import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { issueNodeCredentials, nodeCredentialSeconds } from '../../../auth/node-credentials';
import { codeDigest, type NodeKey, nodeKey, putNodeKey, readPublicKey } from '../../../auth/node-key';
import { AwsError, validationError } from '../../../server/aws-error';
import { type Call, operation } from '../../../server/operation';
import { epochSeconds } from '../../epoch-seconds';
import { boundedSeconds } from '../../sts/session-limits';
import { nodesIn } from '../nodes/store';

/** Ours: after this a node is told to change its key, so that the way there is walked now and then. World time. */
const keyAgeMsMax = 90 * 24 * 3_600_000;

/**
 * RequestManagedInstanceRoleToken: temporary keys of its role for the node that signs with its own key (agent-service
 * paper section 3). All five members must be there. Earlier keys stay good until their own end: the agent's workers go on using them.
 */
export const requestManagedInstanceRoleToken = operation({
  name: 'RequestManagedInstanceRoleToken',
  readOnly: false,
  nodeSigned: true,
  input: z.looseObject({ Fingerprint: z.string().max(256) }),
  access: () => [],
  run: ({ Fingerprint: fingerprint }, call) => {
    const { world, place, now } = call;
    const { id, key } = signer(call);
    const node = nodesIn(world, place).get(id);
    if (!node) throw new AwsError('InvalidInstanceId', `Not existing InstanceId ${id}`);
    if (!timingSafeEqual(Buffer.from(codeDigest(key.fingerprint)), Buffer.from(codeDigest(fingerprint))))
      throw new AwsError('MachineFingerprintDoesNotMatch', "Fingerprint doesn't match");
    const seconds = boundedSeconds(world, nodeCredentialSeconds);
    const issued = issueNodeCredentials(world, place, id, node.iamRole, seconds);
    return {
      AccessKeyId: issued.accessKeyId,
      SecretAccessKey: issued.secretAccessKey,
      SessionToken: issued.sessionToken,
      TokenExpirationDate: epochSeconds(issued.issuedAtMs + seconds * 1000),
      UpdateKeyPair: now - key.sinceMs > keyAgeMsMax,
    };
  },
});

/** UpdateManagedInstancePublicKey: signed with the old key; from then on the new one signs (agent-service paper section 3). */
export const updateManagedInstancePublicKey = operation({
  name: 'UpdateManagedInstancePublicKey',
  readOnly: false,
  nodeSigned: true,
  input: z.looseObject({
    NewPublicKey: z.string().min(1).max(2048),
    NewPublicKeyType: z.literal('Rsa'),
  }),
  access: () => [],
  run: ({ NewPublicKey: publicKey }, call) => {
    const { id, key } = signer(call);
    if (!readPublicKey(publicKey)) throw validationError('NewPublicKey is not an RSA key of 2048 bits.');
    putNodeKey(call.world, id, { ...key, publicKey, sinceMs: call.now });
    return {};
  },
});

function signer({ world, caller }: Call): { id: string; key: NodeKey } {
  const key = caller.nodeId === undefined ? undefined : nodeKey(world, caller.nodeId);
  if (caller.nodeId === undefined || !key)
    throw new AwsError('AccessDeniedException', `${caller.arn} is not a registered node.`);
  return { id: caller.nodeId, key };
}

import type { IncomingMessage } from 'node:http';
import type { Credential } from '../auth/credential';
import { nodeCaller } from '../auth/node-credentials';
import { nodeKey } from '../auth/node-key';
import { SignatureFault, unknownKey } from '../auth/signature-fault';
import { namesNodeKey, verifyNodeSignature } from '../auth/verify-node-signature';
import { readClaim } from '../auth/verify-signature';
import { nodesIn } from '../services/ssm/nodes/store';
import { AwsError } from './aws-error';
import type { Emulator } from './emulator';
import { signedRequest } from './signed-request';

/** Admits a hybrid node by the signature of its own key. Throws SignatureFault, or AWS's InvalidInstanceId for one that is gone. */
export function admitNode(
  { world }: Emulator,
  request: IncomingMessage,
  body: Buffer,
): { credential: Credential; region: string } {
  const signed = signedRequest(request, body);
  const { claim } = readClaim(signed);
  if (!namesNodeKey(claim)) throw unknownKey();
  const nodeId = claim.accessKeyId;
  const key = nodeKey(world, nodeId);
  const node = key && nodesIn(world, key.place).get(nodeId);
  if (!key || !node) throw new AwsError('InvalidInstanceId', `Not existing InstanceId ${nodeId}`);
  verifyNodeSignature(signed, key, world.clock.signatureNow());
  if (claim.service !== 'ssm')
    throw new SignatureFault('wrong-signature', "Credential should be scoped to correct service: 'ssm'. ");
  const caller = { ...nodeCaller(key.place, nodeId, node.iamRole), accessKeyId: nodeId };
  const credential = { accessKeyId: nodeId, secretAccessKey: '', issuedAtMs: 0, caller, sessionPolicies: [] };
  return { credential, region: key.place.region };
}

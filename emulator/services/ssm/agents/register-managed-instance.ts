import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { codeDigest, putNodeKey, readPublicKey } from '../../../auth/node-key';
import { AwsError, validationError } from '../../../server/aws-error';
import { type Call, operation } from '../../../server/operation';
import { setTags } from '../../../world/tags';
import type { Place } from '../../../world/world';
import { type Activation, findActivation, isExpired } from '../activations/store';
import { nodeArn, nodesIn } from '../nodes/store';
import { machineOf } from './machine';

/**
 * RegisterManagedInstance: a machine becomes a managed node by an activation's id and code, without any signature, and
 * leaves its public key (agent-service paper section 3). AWS publishes no shape of it; members are what AWS's agent sends, error
 * codes those that its SDK knows. Each of them is final for the agent.
 */
export const registerManagedInstance = operation({
  name: 'RegisterManagedInstance',
  readOnly: false,
  unsigned: true,
  secretMembers: ['ActivationCode'],
  input: z.looseObject({
    ActivationId: z.string().max(64),
    ActivationCode: z.string().min(20).max(250),
    Fingerprint: z.string().min(1).max(256),
    PublicKey: z.string().min(1).max(2048),
    PublicKeyType: z.literal('Rsa'),
  }),
  access: () => [],
  run: (asked, call) => {
    const { activation, place } = requireActivation(call, asked.ActivationId, asked.ActivationCode);
    if (!readPublicKey(asked.PublicKey)) throw validationError('PublicKey is not an RSA key of 2048 bits.');
    const id = `mi-${call.world.luck.hex(17)}`;
    activation.registrationsCount += 1;
    plantNode(call, place, activation, id);
    putNodeKey(call.world, id, {
      place,
      publicKey: asked.PublicKey,
      sinceMs: call.now,
      fingerprint: asked.Fingerprint,
    });
    return { InstanceId: id };
  },
});

/** A wrong code says no more than an unknown id does. */
function requireActivation({ world, now }: Call, id: string, code: string) {
  const found = findActivation(world, id);
  if (!found || !sameDigest(found.activation.codeDigest, codeDigest(code)))
    throw new AwsError('InvalidActivation', `The activation ${id} and the code do not match.`);
  const { activation } = found;
  if (isExpired(activation, now))
    throw new AwsError('ActivationExpired', `The activation ${id} has expired.`);
  if (activation.registrationsCount >= activation.registrationLimit)
    throw new AwsError(
      'RegistrationLimitExceeded',
      `The activation ${id} has reached its limit of ${activation.registrationLimit}.`,
    );
  return found;
}

const sameDigest = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Everything else about it comes with its first report; until then it was never heard of. */
function plantNode({ world, now, userAgent }: Call, place: Place, activation: Activation, id: string): void {
  nodesIn(world, place).set(id, {
    ...machineOf(userAgent),
    id,
    resourceType: 'ManagedInstance',
    platformName: '',
    platformVersion: '',
    computerName: '',
    ipAddress: '',
    iamRole: activation.iamRole,
    ...(activation.defaultInstanceName ? { name: activation.defaultInstanceName } : {}),
    activationId: activation.id,
    registeredAtMs: now,
    lastPingAtMs: 0,
    inactive: false,
    simulated: false,
    attachOnDemand: false,
    agentHosted: false,
  });
  setTags(
    world,
    nodeArn(place, id),
    activation.tags.map(({ Key, Value }) => [Key, Value]),
  );
}

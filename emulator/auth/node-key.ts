import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { type Place, Shelf, type World } from '../world/world';

/** What a hybrid node signs with before it has any AWS keys: its own RSA key, made at its registration. */
export interface NodeKey {
  readonly place: Place;
  /** DER SubjectPublicKeyInfo in base64, as the agent sends it. */
  readonly publicKey: string;
  /** When this key was registered, world time. */
  readonly sinceMs: number;
  /** Tells the machine apart from a copy of its disk. */
  readonly fingerprint: string;
}

/** By node id: `mi-` ids are unique over all accounts and Regions, and the signature names nothing else. */
const nodeKeys = new Shelf('ssm.node-keys', () => new Map<string, NodeKey>());

export const nodeKey = (world: World, nodeId: string): NodeKey | undefined => nodeKeys.of(world).get(nodeId);

export const putNodeKey = (world: World, nodeId: string, key: NodeKey): void =>
  void nodeKeys.of(world).set(nodeId, key);

export const dropNodeKey = (world: World, nodeId: string): boolean => nodeKeys.of(world).delete(nodeId);

/** AWS's agent makes 2048 bits (agent-service paper section 2); less would be no proof of anything. */
const keyBitsMin = 2048;

/** The key itself; undefined for what is no RSA public key of enough bits. */
export function readPublicKey(publicKey: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= keyBitsMin ? key : undefined;
  } catch {
    return undefined;
  }
}

/** A one-way form of a code that is shown once and never again. */
export const codeDigest = (code: string): string => createHash('sha256').update(code).digest('base64');

import type { AccessRequest, Call } from '../../server/operation';
import type { KmsKey } from './key';
import type { EncryptionContext } from './seal';

export interface KeyUse {
  /** `Decrypt`, `GenerateDataKey`, … */
  readonly action: string;
  readonly key: KmsKey;
  readonly context?: EncryptionContext;
  /** The service that asks for the caller, `ssm`; absent when the caller asks KMS itself. */
  readonly via?: string;
  readonly alias?: string;
}

/** What IAM and the key's policy are asked, with KMS's condition keys (KMS Developer Guide, Condition keys). */
export function keyAccess(call: Call, { action, key, context = {}, via, alias }: KeyUse): AccessRequest {
  const pairs = Object.entries(context);
  return {
    action: `kms:${action}`,
    resource: key.arn,
    resourcePolicy: { document: key.policy, account: key.place.account },
    keys: {
      'kms:CallerAccount': call.caller.account,
      'kms:KeyOrigin': 'AWS_KMS',
      'kms:KeySpec': 'SYMMETRIC_DEFAULT',
      'kms:KeyUsage': 'ENCRYPT_DECRYPT',
      ...(via ? { 'kms:ViaService': `${via}.${key.place.region}.amazonaws.com` } : {}),
      ...(alias?.startsWith('alias/') ? { 'kms:RequestAlias': alias } : {}),
      ...(pairs.length > 0 ? { 'kms:EncryptionContextKeys': pairs.map(([name]) => name) } : {}),
      ...Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
    },
  };
}

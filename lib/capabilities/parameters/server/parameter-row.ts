import 'server-only';
import type { ParameterMetadata } from '@aws-sdk/client-ssm';
import type { ParameterRow } from '../contract';

/** A parameter without a name or type is none that anybody could open: it is left out. */
export function rowOf(metadata: ParameterMetadata): ParameterRow[] {
  if (!metadata.Name || !metadata.Type) return [];
  return [
    {
      name: metadata.Name,
      type: metadata.Type,
      version: metadata.Version ?? 1,
      changedAt: metadata.LastModifiedDate?.getTime() ?? null,
      changedBy: metadata.LastModifiedUser ?? null,
      tier: metadata.Tier ?? null,
      keyId: metadata.KeyId ?? null,
      description: metadata.Description || null,
      dataType: metadata.DataType ?? null,
      allowedPattern: metadata.AllowedPattern || null,
    },
  ];
}

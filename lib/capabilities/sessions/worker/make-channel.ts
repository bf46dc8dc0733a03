import { ClientChannel } from '@/lib/data-channel';
import type { HostParts } from './host-parts';

/** A new channel, or one that goes on where a snapshot was taken; null where that is none. */
export function makeChannel(
  parts: HostParts,
  restored: { readonly snapshot: unknown } | null,
): ClientChannel | null {
  const options = {
    sha256: parts.sha256,
    newMessageId: parts.newId,
    encryption: true,
    outputBytesMax: parts.outputBytesMax,
    sessionTypes: ['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands'] as const,
  };
  if (restored) return ClientChannel.restore(restored.snapshot, options, parts.nowMs());
  return new ClientChannel({ ...options, clientId: parts.newId() });
}

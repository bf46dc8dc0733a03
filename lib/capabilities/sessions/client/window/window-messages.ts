import { z } from 'zod';
import { savedShell } from '../saved-shell';
import type { HandedShell } from '../shell-store';

/**
 * What the dock's page and a shell's own window say to each other: two pages of this console, the second opened by
 * the first. Keys of encrypted sessions travel as non-extractable CryptoKeys, which JSON could not carry.
 */
const mark = z.literal('shell-window');

export const fromWindow = z.discriminatedUnion('say', [
  /** The window is there and asks for the shell that it was opened for. */
  z.object({ quarterdeck: mark, say: z.literal('ready'), ticket: z.string() }),
  /** The shell goes on there. */
  z.object({ quarterdeck: mark, say: z.literal('taken'), ticket: z.string() }),
  /** The window goes away, perhaps to come back (a reload): what its shells need to go on elsewhere. */
  z.object({ quarterdeck: mark, say: z.literal('leaving'), shells: z.array(savedShell) }),
  /** The person sends a shell back into the dock. */
  z.object({ quarterdeck: mark, say: z.literal('back'), handed: z.custom<HandedShell>(isHanded) }),
]);
export type FromWindow = z.infer<typeof fromWindow>;

export const toWindow = z.object({
  quarterdeck: mark,
  say: z.literal('shell'),
  ticket: z.string(),
  handed: z.custom<HandedShell>(isHanded),
});
export type ToWindow = z.infer<typeof toWindow>;

/** `ShellStore.adopt` reads the rest and refuses another person's. */
function isHanded(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'saved' in value && 'keys' in value;
}

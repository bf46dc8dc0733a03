import 'server-only';
import { Problem } from '@/lib/kernel/problem';
import { type ListSource, listSources } from '../contract';

/** The operation and AWS's own token as one opaque text. */
export const cursorText = (source: ListSource, token: string): string => `${source}:${token}`;

/** Throws Problem `invalid` for a cursor that is not ours. */
export function readCursor(cursor: string): { source: ListSource; token: string } {
  const source = listSources.find((name) => cursor.startsWith(`${name}:`));
  if (source === undefined)
    throw new Problem('invalid', {
      message: 'This listing cannot be continued.',
      nextStep: 'Start it again.',
      field: 'cursor',
    });
  return { source, token: cursor.slice(source.length + 1) };
}

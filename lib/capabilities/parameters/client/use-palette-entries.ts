'use client';
import type { PaletteEntry } from '@/lib/contribution';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { routes } from '@/lib/kernel/routes';
import { matchesSearch } from '../model';
import { useLoadedParameters } from './use-parameters';

const create: PaletteEntry = {
  id: 'create-parameter',
  label: 'Create parameter',
  href: routes.newParameter(),
};

/** Parameters by name, from what is loaded; and the way to a new one. Nothing is asked of AWS by opening the palette. */
export function usePaletteEntries(query: string, limit: number): readonly PaletteEntry[] {
  const { items } = useLoadedParameters();
  const me = useMe();
  const wanted = query.trim();
  const entries: PaletteEntry[] = create.label.toLowerCase().includes(wanted.toLowerCase()) ? [create] : [];
  // Without a word every parameter would fit: the list itself is the place to look through them.
  if (wanted === '') return entries;
  for (const item of items) {
    if (entries.length >= limit) break;
    if (!matchesSearch(item, wanted)) continue;
    entries.push({
      id: `parameter-${item.id}`,
      label: item.name,
      hint: placeWords(item.scope, me.scopes),
      href: routes.parameter(item.scope, item.name),
    });
  }
  return entries;
}

'use client';
import { useMemo } from 'react';
import type { PaletteEntry } from '@/lib/contribution';
import { entriesMatching } from '@/lib/frame/palette-match';
import { routes } from '@/lib/kernel/routes';
import { useLoadedFleet } from './use-fleet';

/** Nodes by name or id, from what the list has loaded: an answer between two keystrokes. */
export function usePaletteEntries(query: string, limit: number): readonly PaletteEntry[] {
  const { nodes } = useLoadedFleet();
  return useMemo(() => {
    if (query.trim() === '') return [];
    const named = nodes.map((node) => ({ label: node.name, hint: node.id, node }));
    return entriesMatching(named, query, limit).map(({ label, node }) => ({
      id: node.key,
      label,
      hint: `${node.id} · ${node.scope.region}`,
      href: routes.node(node.scope, node.id),
    }));
  }, [nodes, query, limit]);
}

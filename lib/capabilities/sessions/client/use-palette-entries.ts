'use client';
import type { PaletteEntry } from '@/lib/contribution';
import { useScopes } from '@/lib/frame/signed-in';
import { openShell, showShell } from './open-shell';
import { phaseWords } from './shell-state';
import { useShells } from './use-shells';

const nodeId = /^(i-[0-9a-f]{8}([0-9a-f]{9})?|mi-[0-9a-f]{17})$/;

/** Open shells by node, and a session on a node whose id was pasted. */
export function usePaletteEntries(query: string, limit: number): readonly PaletteEntry[] {
  const { shells } = useShells();
  const scopes = useScopes();
  const wanted = query.trim().toLowerCase();
  const open = shells
    .filter(({ request: { node } }) => `shell ${node.name} ${node.id}`.toLowerCase().includes(wanted))
    .map((shell) => ({
      id: `shell-${shell.id}`,
      label: `Shell on ${shell.request.node.name}`,
      hint: phaseWords(shell.getState().phase),
      run: () => showShell(shell),
    }));
  const byId = nodeId.test(wanted)
    ? scopes.map((scope) => ({
        id: `start-${scope.account}-${scope.region}`,
        label: `Start session on ${wanted}`,
        hint: `${scope.account} · ${scope.region}`,
        run: () => void openShell({ node: { scope, id: wanted, name: wanted } }),
      }))
    : [];
  return [...open, ...byId].slice(0, limit);
}

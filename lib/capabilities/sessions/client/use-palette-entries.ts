'use client';
import type { PaletteEntry } from '@/lib/contribution';
import { useScopes } from '@/lib/frame/signed-in';
import type { Scope } from '@/lib/kernel/scope';
import { dockDialog, dockEntries } from './dock/dock-view';
import { useWatched } from './dock/watched';
import { openShell, showShell } from './open-shell';
import type { Shell } from './shell';
import { phaseWords } from './shell-state';
import { useShells } from './use-shells';

const nodeId = /^(i-[0-9a-f]{8}([0-9a-f]{9})?|mi-[0-9a-f]{17})$/;

/** Open shells by node, what can be done with the one in front, and a session on a node whose id was pasted. */
export function usePaletteEntries(query: string, limit: number): readonly PaletteEntry[] {
  const { shells, activeId } = useShells();
  const scopes = useScopes();
  const entriesOf = useWatched(dockEntries);
  const wanted = query.trim().toLowerCase();
  const front = shells.find(({ id }) => id === activeId);
  const open = shells.filter(({ request: { node } }) =>
    `shell ${node.name} ${node.id}`.toLowerCase().includes(wanted),
  );
  const entries = [
    ...open.map(ofShell),
    ...(front && wanted !== '' ? ofDock(entriesOf?.(front) ?? [], front, wanted) : []),
    ...(nodeId.test(wanted) ? scopes.flatMap((scope) => ofNode(wanted, scope)) : []),
  ];
  return entries.slice(0, limit);
}

const ofShell = (shell: Shell): PaletteEntry => ({
  id: `shell-${shell.id}`,
  label: `Shell on ${shell.request.node.name}`,
  hint: phaseWords(shell.getState().phase),
  run: () => showShell(shell),
});

/** With nothing typed there is no room for them: recent things come first. */
const ofDock = (entries: readonly PaletteEntry[], front: Shell, wanted: string): readonly PaletteEntry[] =>
  entries
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map((entry) => ({ ...entry, id: `dock-${entry.id}`, hint: `Shell on ${front.request.node.name}` }));

function ofNode(id: string, scope: Scope): readonly PaletteEntry[] {
  const node = { scope, id, name: id };
  const hint = `${scope.account} · ${scope.region}`;
  const key = `${scope.account}-${scope.region}`;
  return [
    { id: `start-${key}`, label: `Start session on ${id}`, hint, run: () => void openShell({ node }) },
    {
      id: `options-${key}`,
      label: `Start with options on ${id}`,
      hint,
      run: () => dockDialog.set({ is: 'start', nodes: [node] }),
    },
  ];
}

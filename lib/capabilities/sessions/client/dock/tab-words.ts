import type { Shell } from '../shell';
import type { ShellPhase, ShellState } from '../shell-state';
import type { DockTab } from './layout/dock-layout';

/** The nodes of these panes, each once: "web-3 ×2", "db-1". */
export function nodeNames(panes: readonly Shell[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { request } of panes) counts.set(request.node.name, (counts.get(request.node.name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name));
}

/** What a tab is called: by the person, else by its nodes: "web-3", "web-3, db-1", "web-3 ×2", "web-3 and 4 more". */
export function tabName({ title }: Pick<DockTab, 'title'>, panes: readonly Shell[]): string {
  if (title !== null) return title;
  const names = nodeNames(panes);
  const [first = '', ...more] = names;
  return more.length < 2 ? names.join(', ') : `${first} and ${more.length} more`;
}

/** What needs the person most, first. */
const urgency: readonly ShellPhase['is'][] = [
  'not-answering',
  'reconnecting',
  'connecting',
  'ended',
  'connected',
];

/** The state that a tab shows for its panes: the one that most needs to be seen. */
export const neediest = (states: readonly ShellState[]): ShellPhase | undefined =>
  states
    .map(({ phase }) => phase)
    .sort((one, other) => urgency.indexOf(one.is) - urgency.indexOf(other.is))[0];

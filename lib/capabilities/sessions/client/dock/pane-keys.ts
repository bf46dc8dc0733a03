import type { Shell } from '../shell';
import { goTowards, splitShell } from './dock-commands';
import type { Side } from './layout/pane-tree';

type Keys = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

const arrows: Record<string, Side> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
/** By place on the keyboard: with Alt held, what a key types differs by platform. */
const splits: Record<string, Side> = {
  Equal: 'right',
  NumpadAdd: 'right',
  Minus: 'down',
  NumpadSubtract: 'down',
};

/** What a key in a terminal asks of the dock; null: the key is the shell's. */
export function paneCommand({
  code,
  ctrlKey,
  shiftKey,
  altKey,
  metaKey,
}: Keys): ((shell: Shell) => void) | null {
  if (!shiftKey || metaKey || ctrlKey === altKey) return null;
  const side = ctrlKey ? arrows[code] : splits[code];
  if (!side) return null;
  return ctrlKey ? (shell) => goTowards(shell, side) : (shell) => splitShell(shell, side);
}

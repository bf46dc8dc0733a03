/** What a key does to the terminal itself. `browser`: the browser's own paste comes behind it. Null: the shell's. */
export type TerminalKey = 'copy' | 'browser' | 'search' | 'leave' | null;

type Keys = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;
export type Platform = 'mac' | 'windows' | 'other';

export const platformOf = (name: string): Platform =>
  /mac|iphone|ipad/i.test(name) ? 'mac' : /win/i.test(name) ? 'windows' : 'other';

/**
 * The platform's own keys: Command+C, V, F on a Mac; Ctrl+Shift+C, V, F elsewhere, since Ctrl+C and Ctrl+F are the
 * shell's. On Windows, as its own terminal has it, Ctrl+C copies while something is selected and Ctrl+V pastes.
 * Shift+Insert and Ctrl+Insert are older than both. AltGr counts as Ctrl+Alt on Windows, so Alt ends the question.
 */
export function terminalKey(event: Keys, platform: Platform, hasSelection: boolean): TerminalKey {
  const { code, key, ctrlKey, shiftKey, altKey, metaKey } = event;
  if (ctrlKey && shiftKey && !altKey && key === 'ArrowUp') return 'leave';
  if (altKey) return null;
  if (key === 'Insert') return insertKey(event);
  const own = platform === 'mac' ? metaKey && !ctrlKey && !shiftKey : ctrlKey && shiftKey && !metaKey;
  if (own) return ownKeys[code] ?? null;
  if (platform !== 'windows' || !ctrlKey || shiftKey || metaKey) return null;
  if (code === 'KeyV') return 'browser';
  return code === 'KeyC' && hasSelection ? 'copy' : null;
}

function insertKey({ ctrlKey, shiftKey }: Keys): TerminalKey {
  if (shiftKey && !ctrlKey) return 'browser';
  return ctrlKey && !shiftKey ? 'copy' : null;
}

const ownKeys: Record<string, TerminalKey> = { KeyC: 'copy', KeyV: 'browser', KeyF: 'search' };

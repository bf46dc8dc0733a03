import type { Terminal } from '@xterm/xterm';

/** Who made the bytes: a person's keys, paste and composition, or the terminal in answer to what the node printed. */
export type TypedBy = 'person' | 'terminal';

/** Mouse reports (SGR and older) count as a person's doing inside xterm, but belong to one screen. */
const mouseReports = ['\x1b[<', '\x1b[M'] as const;

/**
 * Tells for each `onData` who made it. xterm fires `onUserInput` of its core right before `onData` when a person typed;
 * there is no public way to that. Where the path is another one, everything counts as the person's.
 */
export function watchTyping(terminal: Terminal): (data: string) => TypedBy {
  let person = false;
  const core: unknown = Reflect.get(terminal, '_core');
  const service: unknown =
    typeof core === 'object' && core !== null ? Reflect.get(core, 'coreService') : null;
  const onUserInput: unknown =
    typeof service === 'object' && service !== null ? Reflect.get(service, 'onUserInput') : null;
  if (typeof onUserInput !== 'function') return () => 'person';
  onUserInput.call(service, () => {
    person = true;
  });
  return (data) => {
    const by = person && !mouseReports.some((start) => data.startsWith(start)) ? 'person' : 'terminal';
    person = false;
    return by;
  };
}

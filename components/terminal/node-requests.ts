import type { IDisposable, Terminal } from '@xterm/xterm';

/**
 * What a node may ask of a terminal by printing escape sequences, and what becomes of it.
 *
 * Answered, because full-screen programs stop without it, and because no answer holds anything the node chose: primary
 * and secondary device attributes (DA1, DA2), status and cursor position (DSR 5, 6), mode reports (DECRQM), and focus
 * and mouse reports where a program turned them on.
 *
 * Not answered: colours (OSC 4, 10, 11, 12 with `?`), status strings (DECRQSS), title and window reports (CSI t), the
 * clipboard (OSC 52). An answer is input: a file that is only looked at must not type into the shell.
 *
 * Not done: titles (OSC 0, 1, 2), window operations (CSI t), the clipboard (OSC 52). xterm does these only when told
 * how; they are held off here as well, so that no option or addon of tomorrow lets them in by accident.
 */
export function holdOffRequests({ parser }: Terminal): readonly IDisposable[] {
  const swallow = () => true;
  return [
    ...[0, 1, 2, 52].map((code) => parser.registerOscHandler(code, swallow)),
    ...[4, 10, 11, 12].map((code) => parser.registerOscHandler(code, asksForColour)),
    parser.registerCsiHandler({ final: 't' }, swallow),
    parser.registerDcsHandler({ intermediates: '$', final: 'q' }, swallow),
  ];
}

/** Several may stand in one sequence (`4;1;?;2;#fff`): with a question among them none is done. */
const asksForColour = (data: string): boolean => data.split(';').includes('?');

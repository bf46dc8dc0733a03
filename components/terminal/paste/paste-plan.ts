/** What is about to be sent into a program, looked at before it is. Pure: no DOM, no terminal. */
export interface PastePlan {
  /** As it will be sent, before line ends become Enter. */
  readonly text: string;
  readonly lines: number;
  /** UTF-8. */
  readonly bytes: number;
  /** Characters that are commands to a terminal or a shell rather than text: all of C0 but tab and line ends, DEL, C1. */
  readonly controls: number;
}

/** By code: an expression full of control characters nobody can read. */
const c0 = (code: number): boolean => code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
const isControl = (code: number): boolean => c0(code) || (code >= 0x7f && code <= 0x9f);

const lineEnds = /\r\n?|\n/g;
const paste = { begins: '\x1b[200~', ends: '\x1b[201~' } as const;
/** Both ways to write the end of a bracketed paste: with ESC [ and with the one character C1 has for it. */
const endMarks = ['\x1b[201~', '\x9b201~'] as const;

export function planPaste(text: string): PastePlan {
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) controls += 1;
  return {
    text,
    lines: (text.match(lineEnds)?.length ?? 0) + (/[\r\n]$/.test(text) ? 0 : 1),
    bytes: new TextEncoder().encode(text).length,
    controls,
  };
}

/**
 * Whether a person sees it first. Control characters always; more than one line where the person wants it; one line
 * with its Enter only where the program would run it at once (it did not ask for brackets).
 */
export function needsLook(plan: PastePlan, { askForLines, bracketed }: Asking): boolean {
  if (plan.controls > 0) return true;
  return askForLines && (plan.lines > 1 || (!bracketed && /[\r\n]$/.test(plan.text)));
}
interface Asking {
  readonly askForLines: boolean;
  readonly bracketed: boolean;
}

/** Names of C0 in order (ECMA-48), and of what is past them. */
const names =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );
const nameOf = (code: number): string =>
  names[code] ?? (code === 0x7f ? 'DEL' : code.toString(16).toUpperCase());

/** Control characters by name (‹ESC›, ‹ETX›; C1 by code): what a preview may show without obeying. */
export const visibleControls = (text: string): string =>
  text.replace(/[\s\S]/g, (char) => {
    const code = char.charCodeAt(0);
    return isControl(code) ? `‹${nameOf(code)}›` : char;
  });

export const withoutControls = (text: string): string =>
  text.replace(/[\s\S]/g, (char) => (isControl(char.charCodeAt(0)) ? '' : char));

/**
 * What goes to the program: line ends as Enter sends them, in brackets where the program asked for them. An end mark
 * inside would end the brackets early and have the rest run: it is taken out.
 */
export function pasteBytes(text: string, bracketed: boolean): Uint8Array<ArrayBuffer> {
  const entered = text.replace(lineEnds, '\r');
  const whole = bracketed ? `${paste.begins}${withoutEndMarks(entered)}${paste.ends}` : entered;
  return new TextEncoder().encode(whole);
}

/** Until none is left: taking one out may join two halves to another. */
function withoutEndMarks(text: string): string {
  let clean = text;
  while (endMarks.some((mark) => clean.includes(mark)))
    for (const mark of endMarks) clean = clean.replaceAll(mark, '');
  return clean;
}

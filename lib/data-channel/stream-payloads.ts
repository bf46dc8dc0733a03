import { countAt, jsonBytes, readObject, stringAt } from './json-shape';
import { base64, fromBase64, textOf, utf8 } from './text';

/** A terminal's size in character cells. */
export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/** The agent keeps 16 bits of either number (data-channel paper section 11.4). */
const cellsMax = 65_535;

/** Body of payload type 3. Throws RangeError when a number is no integer of 1 to 65535. */
export function writeSize({ cols, rows }: TerminalSize): Uint8Array {
  if (!isTerminalSize({ cols, rows })) throw new RangeError(`Not a terminal size: ${cols}x${rows}`);
  return jsonBytes({ cols, rows });
}

/** Reads payload type 3; null when it is no size. */
export function readSize(payload: Uint8Array): TerminalSize | null {
  const body = readObject(payload);
  const cols = body && countAt(body, 'cols');
  const rows = body && countAt(body, 'rows');
  return cols !== null && rows !== null && isCells(cols) && isCells(rows) ? { cols, rows } : null;
}

/** Whether the agent can hold such a size. */
export const isTerminalSize = ({ cols, rows }: TerminalSize): boolean => isCells(cols) && isCells(rows);

const isCells = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= cellsMax;

/** Body of payload type 10: a big-endian u32. */
export function writeFlag(flag: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, flag);
  return bytes;
}

/** Reads payload type 10; null when it is not 4 bytes. */
export function readFlag(payload: Uint8Array): number | null {
  if (payload.length !== 4) return null;
  return new DataView(payload.buffer, payload.byteOffset, 4).getUint32(0);
}

/** Body of payload type 12. */
export const writeExitCode = (code: number): Uint8Array => utf8(`EXIT_CODE: ${code}`);

/** Reads payload type 12; null when it is no exit code. */
export function readExitCode(payload: Uint8Array): number | null {
  const digits = /^EXIT_CODE: (-?\d{1,10})\s*$/.exec(textOf(payload) ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Body of payload types 8 and 9, around sealed bytes. */
export const writeChallenge = (sealed: Uint8Array): Uint8Array => jsonBytes({ Challenge: base64(sealed) });

/** The sealed bytes in payload types 8 and 9; null when it has not that shape. */
export function readChallenge(payload: Uint8Array): Uint8Array | null {
  const body = readObject(payload);
  const text = body && stringAt(body, 'Challenge');
  return text ? fromBase64(text) : null;
}

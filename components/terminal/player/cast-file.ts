import { z } from 'zod';

/** A recorded terminal, ready to be played. Times are seconds from the start and never fall. */
export interface Cast {
  readonly cols: number;
  readonly rows: number;
  readonly title: string;
  /** Epoch milliseconds; null where the file does not say. */
  readonly recordedAtMs: number | null;
  readonly events: readonly CastEvent[];
  readonly seconds: number;
}

export type CastEvent =
  | { readonly atSeconds: number; readonly is: 'output'; readonly text: string }
  | { readonly atSeconds: number; readonly is: 'size'; readonly cols: number; readonly rows: number }
  | { readonly atSeconds: number; readonly is: 'mark'; readonly label: string };

/** A file that is none of ours: `line` counts from 1. */
export class CastError extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(`Line ${line}: ${what}`);
    this.name = 'CastError';
  }
}

/** A player holds all of a file: this is hours of work. */
export const castCharsMax = 64_000_000;
/** No screen is larger; a file that says so would only cost memory. */
const sideMax = 1_000;

const side = z.number().int().min(1).max(sideMax);
const secondsMax = 10_000_000;
const when = z.number().min(0).max(secondsMax);
const header2 = z.object({
  version: z.literal(2),
  width: side,
  height: side,
  timestamp: z.number().min(0).optional(),
  title: z.string().max(1_000).optional(),
});
const header3 = z.object({
  version: z.literal(3),
  term: z.object({ cols: side, rows: side }),
  timestamp: z.number().min(0).optional(),
  title: z.string().max(1_000).optional(),
});
const header = z.discriminatedUnion('version', [header2, header3]);
const event = z.tuple([when, z.string().max(16), z.string()]).rest(z.unknown());

/**
 * Reads an asciicast file, version 2 or 3 (docs.asciinema.org/manual/asciicast). Throws CastError with the line and
 * what is wrong with it. Events of kinds that are not drawn (input, exit) are left out, as both versions ask for.
 */
export function readCast(text: string): Cast {
  if (text.length > castCharsMax) throw new CastError(1, 'The file is larger than 64 million characters.');
  const lines = text.split('\n');
  const head = headerOf(lines[0] ?? '');
  const events: CastEvent[] = [];
  let clock = 0;
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at]?.trim() ?? '';
    // Version 3 has comments; a file that is cut off by a crash ends in half a line and is played up to there.
    if (line === '' || (head.version === 3 && line.startsWith('#'))) continue;
    const read = eventOf(line);
    if (!read) {
      if (at === lines.length - 1) break;
      throw new CastError(at + 1, 'Not an event: an array of seconds, kind and text is expected.');
    }
    const [seconds, kind, data] = read;
    // Version 3 counts from the event before, version 2 from the start. Some writers' clocks step back: held.
    clock = head.version === 3 ? clock + seconds : Math.max(clock, seconds);
    const drawn = drawable(clock, kind, data, at + 1);
    if (drawn) events.push(drawn);
  }
  const size = head.version === 2 ? { cols: head.width, rows: head.height } : head.term;
  const recordedAtMs = head.timestamp === undefined ? null : head.timestamp * 1000;
  return { ...size, title: head.title ?? '', recordedAtMs, events, seconds: clock };
}

function headerOf(line: string): z.infer<typeof header> {
  const read = header.safeParse(json(line));
  if (read.success) return read.data;
  const version = z.object({ version: z.unknown() }).safeParse(json(line));
  if (!version.success) throw new CastError(1, 'Not an asciicast file: its first line is no header.');
  if (version.data.version !== 2 && version.data.version !== 3)
    throw new CastError(1, `Version ${String(version.data.version)} is not known. Versions 2 and 3 are.`);
  const [issue] = read.error.issues;
  throw new CastError(1, `The header is wrong at ${issue?.path.join('.')}: ${issue?.message}`);
}

function eventOf(line: string): z.infer<typeof event> | null {
  const read = event.safeParse(json(line));
  return read.success ? read.data : null;
}

function drawable(atSeconds: number, kind: string, data: string, line: number): CastEvent | null {
  if (kind === 'o') return { atSeconds, is: 'output', text: data };
  if (kind === 'm') return { atSeconds, is: 'mark', label: data };
  if (kind !== 'r') return null;
  const [cols, rows] = data.split('x').map(Number);
  const read = z.tuple([side, side]).safeParse([cols, rows]);
  if (!read.success) throw new CastError(line, `"${data.slice(0, 40)}" is no size.`);
  return { atSeconds, is: 'size', cols: read.data[0], rows: read.data[1] };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

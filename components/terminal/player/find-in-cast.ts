import type { Cast } from './cast-file';

const esc = '\x1b';
/** Escape sequences: CSI, OSC and other strings with their end, and those of two characters. */
const sequences = new RegExp(
  `${esc}(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\\x07${esc}]*(?:\\x07|${esc}\\\\)?|.)`,
  'gs',
);

interface CastText {
  /** All output without escape sequences, in small letters. */
  readonly text: string;
  /** For each event with output: where its text begins, and when. */
  readonly starts: readonly { readonly at: number; readonly seconds: number }[];
}
const texts = new WeakMap<Cast, CastText>();

/**
 * When a text is next printed after `afterSeconds`, in seconds, whatever its case; from the start where there is none
 * later; null where there is none at all. A text may be printed in pieces.
 */
export function findInCast(cast: Cast, wanted: string, afterSeconds: number): number | null {
  const { text, starts } = textOf(cast);
  const needle = wanted.toLowerCase();
  const from = starts.find(({ seconds }) => seconds > afterSeconds)?.at ?? text.length;
  const later = text.indexOf(needle, from);
  const at = later >= 0 ? later : text.indexOf(needle);
  if (needle === '' || at < 0) return null;
  return starts.findLast((start) => start.at <= at)?.seconds ?? 0;
}

function textOf(cast: Cast): CastText {
  const known = texts.get(cast);
  if (known) return known;
  const starts: CastText['starts'][number][] = [];
  const parts: string[] = [];
  let at = 0;
  for (const event of cast.events) {
    if (event.is !== 'output') continue;
    const part = event.text.replace(sequences, '').toLowerCase();
    starts.push({ at, seconds: event.atSeconds });
    parts.push(part);
    at += part.length;
  }
  const made = { text: parts.join(''), starts };
  texts.set(cast, made);
  return made;
}

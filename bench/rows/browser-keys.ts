import { z } from 'zod';
import type { Hands } from '../browser/hands';
import { bar, median, quantile, type Row } from '../row';

const keys = 150;
const glyph = z.object({ keyAtMs: z.number(), outputAtMs: z.number(), paintedAtMs: z.number() });

/** `cat` once it reads: what is typed sooner may reach it in another way. Quoted, so that its echo is another text. */
export async function catReads(hands: Hands): Promise<void> {
  await hands.run('window.terminalProbe.forgetTail()');
  await hands.type("printf 'RE''ADY\\n'; cat");
  await hands.press('Enter');
  await hands.until(`window.terminalProbe.tail.endsWith('READY\\r\\n')`);
}

/** Ends it; what is typed before the driver has seen the interrupt would be thrown away with it. */
export async function catEnds(hands: Hands): Promise<void> {
  await hands.run('window.terminalProbe.forgetTail()');
  await hands.press('c', true);
  await hands.until(`window.terminalProbe.tail.includes('^C')`);
}

/** Presses one key: ms until its echo reached the page, and until its glyph was painted. */
async function pressed(hands: Hands): Promise<{ echoMs: number; glyphMs: number }> {
  await hands.run('window.glyph = window.terminalProbe.nextGlyph()');
  await hands.press('k');
  const { keyAtMs, outputAtMs, paintedAtMs } = await hands.look('window.glyph', glyph);
  return { echoMs: outputAtMs - keyAtMs, glyphMs: paintedAtMs - keyAtMs };
}

export async function keyRows(hands: Hands, wireMs: number): Promise<Row[]> {
  await catReads(hands);
  const presses: Awaited<ReturnType<typeof pressed>>[] = [];
  for (let key = 0; key < keys; key += 1) presses.push(await pressed(hands));
  await catEnds(hands);
  const glyphs = presses.map(({ glyphMs }) => glyphMs);
  const painting = presses.map(({ glyphMs, echoMs }) => glyphMs - echoMs);
  const own = quantile(glyphs, 0.95) - wireMs;
  return [
    { what: 'key to painted glyph, p50', figure: median(glyphs), unit: 'ms' },
    { what: 'of that, from its echo in the page to the painted glyph', figure: median(painting), unit: 'ms' },
    { what: 'key to painted glyph, p95', figure: quantile(glyphs, 0.95), unit: 'ms' },
    { what: "the wire's own time, p50 (bare client, same node)", figure: wireMs, unit: 'ms' },
    { what: "p95 over the wire's own time", figure: own, unit: 'ms', bar: bar('≤ 16 ms', own <= 16) },
  ];
}

import { readFileSync } from 'node:fs';
import { root } from '../../scripts/run/root.mjs';
import { Hands } from './hands';

/** A page of the same browser with xterm.js and nothing of ours: what any terminal in a page would have to pay. */
export async function openBarePage(debuggerUrl: string): Promise<Hands> {
  const hands = await Hands.onNewPage(debuggerUrl);
  const css = readFileSync(`${root}node_modules/@xterm/xterm/css/xterm.css`, 'utf8');
  await hands.run(
    `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css)} }))`,
  );
  await hands.run(readFileSync(`${root}.build/bench/bare-xterm.js`, 'utf8'));
  return hands;
}

import { z } from 'zod';
import type { Hands } from '../browser/hands';
import { bar, median, type Row } from '../row';

const outputBytes = 10_000_000;
const bareBytes = 10_000_000;
const rounds = 3;
/** What an agent puts into one frame (data-channel paper section 10). */
const messageBytes = 1024;
const drawnFacts = z.object({ first: z.number(), last: z.number(), drawn: z.number() });

/** Megabytes a second from the first byte in the page to the last that xterm has drawn. */
async function consoleRate(hands: Hands): Promise<number> {
  const command = `head -c ${outputBytes} /dev/zero | tr '\\0' x | fold -w 100`;
  await hands.run('window.terminalProbe.restart()');
  await hands.type(command);
  // Its own echo is over before the flood is counted.
  await hands.until(`window.terminalProbe.outputBytes >= ${command.length}`);
  await hands.run('window.terminalProbe.restart()');
  await hands.press('Enter');
  // The terminal's driver turns each line feed into two bytes.
  await hands.until(`window.terminalProbe.drawnBytes >= ${outputBytes + 2 * (outputBytes / 100 - 1)}`);
  const { first, last, drawn } = await hands.look(
    `({ first: window.terminalProbe.firstOutputAtMs, last: window.terminalProbe.lastDrawnAtMs,
       drawn: window.terminalProbe.drawnBytes })`,
    drawnFacts,
  );
  return drawn / 1e3 / (last - first);
}

/** Ours and the peers' take turns; every page is in front while it is measured. */
export async function outputRows(hands: Hands, bare: Hands, echoPort: number): Promise<Row[]> {
  const ours: number[] = [];
  const dom: number[] = [];
  const webgl: number[] = [];
  const socket: number[] = [];
  const look = (expression: string) => bare.look(expression, z.number());
  for (let round = 0; round < rounds; round += 1) {
    await hands.front();
    ours.push(await consoleRate(hands));
    await bare.front();
    dom.push(await look(`bareXterm('dom', ${bareBytes})`));
    webgl.push(await look(`bareXterm('webgl', ${bareBytes / 10})`));
    socket.push(await look(`bareXtermOverSocket(${echoPort}, ${bareBytes}, ${messageBytes})`));
  }
  await hands.front();
  const figure = median(ours);
  const row = { what: 'output to the screen', figure, unit: 'MB/s' };
  return [
    {
      ...row,
      peer: { what: 'bare xterm over a bare WebSocket echo, same messages', figure: median(socket) },
      bar: bar('≥ 10 MB/s', figure >= 10),
    },
    { ...row, peer: { what: 'bare xterm without a wire', figure: median(dom) } },
    {
      what: 'bare xterm without a wire, WebGL of this machine',
      figure: median(webgl),
      unit: 'MB/s',
      peer: { what: 'drawn by the DOM', figure: median(dom) },
    },
  ];
}

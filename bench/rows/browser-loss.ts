import { z } from 'zod';
import type { Hands } from '../browser/hands';
import { bar, median, type Row } from '../row';
import { catEnds, catReads } from './browser-keys';

const drops = 5;
const numbers = 20_000;

interface LossParts {
  readonly hands: Hands;
  readonly cut: () => void;
  readonly emulatorUrl: string;
}

/** What issue 3 asks a terminal to bear: a tenth of all frames lost, some twice, a tenth out of order. */
const faults = { dropPercent: 10, duplicatePercent: 5, reorderPercent: 10 };

async function setFaults(emulatorUrl: string, method: 'POST' | 'DELETE'): Promise<void> {
  const answer = await fetch(`${emulatorUrl}/_emulator/faults`, {
    method,
    headers: { 'x-emulator': '1', 'content-type': 'application/json' },
    body: method === 'POST' ? JSON.stringify(faults) : null,
  });
  if (!answer.ok) throw new Error(`The emulator refused faults: ${answer.status} ${await answer.text()}`);
}

/** Cuts every connection to AWS, presses one key at once, and answers the seconds until its echo is there. */
async function dropSeconds({ hands, cut }: LossParts): Promise<number> {
  await hands.run('window.terminalProbe.restart()');
  const start = performance.now();
  cut();
  await hands.press('y');
  await hands.until('window.terminalProbe.outputBytes > 0');
  return (performance.now() - start) / 1e3;
}

async function dropRows(parts: LossParts): Promise<Row[]> {
  const { hands } = parts;
  await catReads(hands);
  const figures: number[] = [];
  for (let drop = 0; drop < drops; drop += 1) figures.push(await dropSeconds(parts));
  await hands.press('Enter');
  // Each key's echo, then the line as `cat` got it.
  const line = `${'y'.repeat(drops)}\\r\\n`;
  const exact = await hands
    .until(`window.terminalProbe.tail.endsWith('READY\\r\\n${line}${line}')`, 20)
    .then(() => true)
    .catch(() => false);
  await catEnds(hands);
  const figure = Math.max(...figures);
  return [
    { what: 'dropped socket to usable again, median', figure: median(figures), unit: 's' },
    { what: `the same, longest of ${drops}`, figure, unit: 's', bar: bar('≤ 5 s', figure <= 5) },
    {
      what: 'drops behind which echo and input were exact to the byte',
      figure: exact ? drops : 0,
      unit: '',
      bar: bar('all', exact),
    },
  ];
}

/** Seconds until so many numbered lines are drawn, and whether they came whole and in order. */
async function numbersSeconds(hands: Hands): Promise<{ seconds: number; exact: boolean }> {
  await hands.run(
    'window.terminalProbe.restart(); window.terminalProbe.forgetTail(); window.terminalProbe.keepText(true)',
  );
  const start = performance.now();
  await hands.type(`seq ${numbers}; printf 'DO''NE\\n'`);
  await hands.press('Enter');
  await hands.until(`window.terminalProbe.tail.includes('DONE\\r\\n')`);
  const seconds = (performance.now() - start) / 1e3;
  const last = await hands.look(
    `(() => {
      const text = window.terminalProbe.text();
      let expected = 1;
      for (const line of text.split('\\r\\n')) if (line.split('\\r').at(-1) === String(expected)) expected += 1;
      return expected - 1;
    })()`,
    z.number(),
  );
  await hands.run('window.terminalProbe.keepText(false)');
  return { seconds, exact: last === numbers };
}

export async function lossRows(parts: LossParts): Promise<Row[]> {
  const { hands, emulatorUrl } = parts;
  const dropped = await dropRows(parts);
  const calm = await numbersSeconds(hands);
  await setFaults(emulatorUrl, 'POST');
  const lossy = await numbersSeconds(hands).finally(() => setFaults(emulatorUrl, 'DELETE'));
  const exact = calm.exact && lossy.exact;
  return [
    ...dropped,
    {
      what: `${numbers.toLocaleString('en')} numbered lines, 10 % lost, 5 % twice, 10 % out of order`,
      figure: lossy.seconds,
      unit: 's',
      peer: { what: 'without faults', figure: calm.seconds },
      bar: bar('no line lost or doubled', exact),
    },
  ];
}

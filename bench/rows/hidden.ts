import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Hands } from '../browser/hands';
import { type ShellPage, withShellPage } from '../browser/shell-page';
import { type Bench, bar, type Row } from '../row';

const hiddenMs = 600_000;
const outputBytes = 20_000_000;
/** Prints come once a minute, the last of them before the page is shown again. */
const prints = 10;
const lineBytes = 100;

/** So many lines at a time, numbered through, so that a lost, doubled or moved one shows. */
const command = `n=0; while [ $n -lt ${prints} ]; do sleep 50; seq -f 'line %094.0f' $((n * ${outputBytes / lineBytes / prints} + 1)) $(((n + 1) * ${outputBytes / lineBytes / prints})); n=$((n + 1)); done; printf 'DO''NE\\n'`;

const hiddenFacts = z.object({
  state: z.string(),
  given: z.number(),
  drawn: z.number(),
});
const lookHidden = `({
  state: document.visibilityState,
  given: window.terminalProbe.outputBytes,
  drawn: window.terminalProbe.drawnBytes,
})`;

const linesInOrder = `(() => {
  const numbers = [...window.terminalProbe.text().matchAll(/line (\\d+)/g)].map((found) => Number(found[1]));
  return numbers.filter((number, at) => number === at + 1).length;
})()`;

async function measured({ hands, debuggerUrl, cut }: ShellPage): Promise<Row[]> {
  const heapBefore = await hands.heapBytes();
  await hands.run('window.terminalProbe.keepText(true)');
  await hands.type(command);
  await hands.press('Enter');
  // Whoever holds a page through the debugger keeps it from being hidden.
  hands.letGo();
  const other = await Hands.onNewPage(debuggerUrl);
  await other.front();
  await delay(hiddenMs / 2);
  cut();
  await delay(hiddenMs / 2);
  const back = await Hands.on(debuggerUrl, '/nodes');
  const { state, given, drawn } = await back.look(lookHidden, hiddenFacts);
  other.letGo();
  const shownAtMs = performance.now();
  await back.front();
  await back.until(`window.terminalProbe.tail.includes('DONE\\r\\n')`, 300);
  const seconds = (performance.now() - shownAtMs) / 1e3;
  const lines = await back.look(linesInOrder, z.number());
  await back.run('window.terminalProbe.keepText(false)');
  const heapAfter = await back.heapBytes();
  back.letGo();
  if (state !== 'hidden') throw new Error(`Behind another page it was ${state}.`);
  const all = outputBytes / lineBytes;
  return [
    { what: 'given to the hidden page', figure: given / 1e6, unit: 'MB' },
    {
      what: '… and not drawn',
      figure: (given - drawn) / 1e6,
      unit: 'MB',
      bar: bar('≤ 0.5 MB', given - drawn <= 500_000),
    },
    { what: 'shown again to all of it drawn', figure: seconds, unit: 's' },
    {
      what: `lines of ${all.toLocaleString('en')} that came once and in order`,
      figure: lines,
      unit: '',
      bar: bar('all', lines === all),
    },
    { what: 'the page’s heap before', figure: heapBefore / 1e6, unit: 'MB' },
    { what: 'the page’s heap behind', figure: heapAfter / 1e6, unit: 'MB' },
  ];
}

/** Ten minutes, so only when named. */
export const hidden: Bench = {
  name: 'hidden',
  about: `a page behind another for ${hiddenMs / 60_000} minutes, ${outputBytes / 1e6} MB and a cut meanwhile`,
  onlyWhenNamed: true,
  measure: () => withShellPage('web-3', measured),
};

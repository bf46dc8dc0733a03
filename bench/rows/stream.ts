import { LibraryClient } from '../../e2e/together/library-client';
import { BareClient } from '../../e2e/witness/bare-client';
import { type LocalAws, rawCommand, shellNode, startLocalAws, startSession } from '../local-aws';
import { type BareEcho, startBareEcho } from '../peers/bare-echo';
import { openPlugin, pluginPath } from '../peers/session-manager-plugin';
import { alternate, type Bench, bar, median, type Row, Series } from '../row';

const outputBytes = 20_000_000;
/** What an agent puts into one frame (data-channel paper section 10). */
const messageBytes = 1024;
const outputRounds = 5;
const keyRounds = 5;
const keysPerRound = 100;

/** Any end that a person could sit at: one key goes in, and its echo comes out. */
interface Keyboard {
  type(key: string): void;
  /** Resolves with the first output behind what was seen before. */
  waitForOutput(pattern: RegExp): Promise<unknown>;
  end(): void;
}

/** Megabytes a second from the first byte of a long output to its last. */
function outputRate(total: number) {
  let firstAtMs = 0;
  let seen = 0;
  let finished = (_rate: number) => {};
  const rate = new Promise<number>((resolve) => {
    finished = resolve;
  });
  const onOutput = (bytes: Uint8Array) => {
    if (seen === 0) firstAtMs = performance.now();
    seen += bytes.length;
    if (seen >= total) finished(seen / 1e3 / (performance.now() - firstAtMs));
  };
  return { onOutput, rate };
}

const flood = `head -c ${outputBytes} /dev/zero | tr '\\0' x`;

async function libraryRate({ ssm }: LocalAws, node: string): Promise<number> {
  const { onOutput, rate } = outputRate(outputBytes);
  const client = await LibraryClient.open(await startSession(ssm, rawCommand(node, flood)), { onOutput });
  const figure = await rate;
  await client.closed;
  return figure;
}

async function pluginRate({ ssm, facts }: LocalAws, node: string): Promise<number> {
  const { onOutput, rate } = outputRate(outputBytes);
  const ticket = await startSession(ssm, rawCommand(node, flood));
  const plugin = openPlugin(ticket, { target: node, endpoint: facts.url, onOutput });
  const figure = await rate;
  plugin.end();
  return figure;
}

/** Median ms from a key to its echo by a program that sends every byte back. */
const keyMs = (keyboard: Keyboard): Promise<number> =>
  medianOf(async () => {
    const start = performance.now();
    keyboard.type('k');
    await keyboard.waitForOutput(/k/);
    return performance.now() - start;
  });

async function medianOf(press: () => Promise<number>): Promise<number> {
  const figures: number[] = [];
  for (let key = 0; key < keysPerRound; key += 1) figures.push(await press());
  return median(figures);
}

const echoing = "printf 'ready'; cat";

async function keyboards(aws: LocalAws, node: string) {
  const ticket = () => startSession(aws.ssm, rawCommand(node, echoing));
  const library = await LibraryClient.open(await ticket());
  const bare = await BareClient.open(await ticket(), { habits: 'aws-plugin' });
  const plugin = pluginPath
    ? openPlugin(await ticket(), { target: node, endpoint: aws.facts.url })
    : undefined;
  const all: Keyboard[] = [library, bare, ...(plugin ? [plugin] : [])];
  for (const keyboard of all) await keyboard.waitForOutput(/ready/);
  return { library, bare, plugin, end: () => all.forEach((keyboard) => void keyboard.end()) };
}

async function outputRows(aws: LocalAws, node: string, echo: BareEcho): Promise<Row[]> {
  const library = new Series(() => libraryRate(aws, node));
  const bare = new Series(() => echo.megabytesPerSecond(outputBytes, messageBytes));
  const plugin = pluginPath ? new Series(() => pluginRate(aws, node)) : undefined;
  await alternate(outputRounds, [library, bare, ...(plugin ? [plugin] : [])]);
  const figure = library.median;
  const row = { what: 'shell output, library in Node', figure, unit: 'MB/s' };
  const rows: Row[] = [
    {
      ...row,
      peer: { what: 'bare WebSocket echo', figure: bare.median },
      bar: bar('≥ 10 MB/s', figure >= 10),
    },
  ];
  if (plugin) {
    const peer = { what: "AWS's plugin, same agent", figure: plugin.median };
    rows.push({ ...row, peer, bar: bar('≥ 0.97 ×', figure >= 0.97 * plugin.median) });
  }
  return rows;
}

async function keyRows(aws: LocalAws, node: string, echo: BareEcho): Promise<Row[]> {
  const ends = await keyboards(aws, node);
  const library = new Series(() => keyMs(ends.library));
  const bare = new Series(() => keyMs(ends.bare));
  const socket = new Series(() => medianOf(() => echo.keyMs()));
  const { plugin: end } = ends;
  const plugin = end ? new Series(() => keyMs(end)) : undefined;
  await alternate(keyRounds, [library, bare, socket, ...(plugin ? [plugin] : [])]);
  ends.end();
  const row = { what: 'key echo, library in Node', figure: library.median, unit: 'ms' };
  const against = (what: string, peer: Series) => ({
    ...row,
    peer: { what, figure: peer.median },
    bar: bar('≤ 1.1 ×', library.median <= 1.1 * peer.median),
  });
  return [
    {
      ...row,
      peer: { what: 'bare WebSocket echo, without relay, agent and terminal', figure: socket.median },
    },
    against('bare client from the papers, same relay and agent', bare),
    ...(plugin ? [against("AWS's plugin, same relay and agent", plugin)] : []),
  ];
}

export const stream: Bench = {
  name: 'stream',
  about: 'a shell over relay and built-in agent, each a process of its own, against a bare WebSocket echo',
  async measure() {
    const aws = await startLocalAws();
    const echo = await startBareEcho();
    try {
      const node = await shellNode(aws.ssm);
      return [...(await outputRows(aws, node, echo)), ...(await keyRows(aws, node, echo))];
    } finally {
      await echo.stop();
      await aws.stop();
    }
  },
};

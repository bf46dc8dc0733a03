import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { agentNodes } from '../../services/ssm/nodes/agent-connections';
import { AwsError } from '../aws-error';
import { write } from '../dispatch';
import type { Emulator } from '../emulator';
import { parseInput } from '../parse-input';
import { readBody } from '../read-body';
import { requestUrl } from '../signed-request';

/** One thing the control API does: its input was read as JSON, its result is written as JSON. */
export type Control = (input: unknown) => unknown | Promise<unknown>;

/** A control request is a few fields. */
const controlBytesMax = 64 * 1024;

/** Mounts `/_emulator/…`: what AWS does not have. Reads are open; writes need `X-Emulator: 1`, which no web page can send across origins. */
export function mountControl(emulator: Emulator, reset: () => Promise<void>): Map<string, Control> {
  const controls = new Map<string, Control>([
    ['GET /health', () => health(emulator)],
    ['POST /reset', () => reset().then(() => ({ status: 'reset' }))],
    ['GET /clock', () => clock(emulator)],
    ['POST /clock', (input) => moveClock(emulator, input)],
  ]);
  emulator.mounts.set('/_emulator', (request, response) => answerControl(controls, request, response));
  return controls;
}

async function answerControl(
  controls: ReadonlyMap<string, Control>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = requestUrl(request).pathname.slice('/_emulator'.length);
  const control = controls.get(`${request.method} ${path}`);
  if (!control)
    throw new AwsError('NotFound', `The emulator has no ${request.method} /_emulator${path}.`, 404);
  const reading = request.method === 'GET';
  if (!reading && request.headers['x-emulator'] !== '1')
    throw new AwsError('Forbidden', 'Changing the emulator needs the header X-Emulator: 1.', 403);
  const body = reading ? Buffer.alloc(0) : await readBody(request, controlBytesMax);
  const answer = await control(parseBody(body));
  const status = reading && path === '/health' && !isReady(answer) ? 503 : 200;
  write(response, { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) });
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

const isReady = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && Reflect.get(answer, 'status') === 'ready';

const health = (emulator: Emulator) => ({
  status: emulator.ready ? 'ready' : 'starting',
  worldTime: new Date(emulator.world.clock.now()).toISOString(),
  agent: agentNodes(emulator.world),
  process: { memoryBytes: process.memoryUsage.rss(), cpuMs: cpuMs() },
});

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
}

const clock = (emulator: Emulator) => ({
  worldTime: new Date(emulator.world.clock.now()).toISOString(),
  offsetMs: emulator.world.clock.offsetMs,
});

/** Moves world time on; signatures and tokens go on being judged by real time. */
const clockMove = z.strictObject({
  advanceMs: z
    .number()
    .int()
    .min(0)
    .max(10 * 365 * 86_400_000),
});

function moveClock(emulator: Emulator, input: unknown) {
  emulator.world.clock.advance(parseInput(clockMove, input).advanceMs);
  emulator.touched();
  return clock(emulator);
}

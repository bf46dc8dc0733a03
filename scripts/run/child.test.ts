import { spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Children call here; a connection that closes is a process that has ended. */
const server = createServer();
const callers: Socket[] = [];
server.on('connection', (socket) => callers.push(socket.on('error', () => {}).resume()));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());

const nextCaller = () => new Promise<Socket>((resolve) => server.once('connection', resolve));
const endOf = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** A script that starts a child as ours do; the child calls us and then runs for ever. */
function startParent(): ReturnType<typeof spawn> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const program = `require('node:net').connect(${port}, '127.0.0.1'); setInterval(() => {}, 1000)`;
  const script = `
    import { startServer } from ${JSON.stringify(new URL('child.mjs', import.meta.url).href)};
    startServer('program', ['-e', ${JSON.stringify(program)}], { env: { PATH: process.env.PATH } });`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
}

test('a server that a script started ends with the script, even when the script is killed', async () => {
  const called = nextCaller();
  const parent = startParent();
  const caller = await called;
  const ended = endOf(caller);
  expect(caller.destroyed).toBe(false);
  parent.kill('SIGKILL');
  await ended;
});

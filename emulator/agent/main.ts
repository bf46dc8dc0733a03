import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { AgentHost } from './agent-process';
import { readAgentSettings } from './agent-settings';
import { HostLink } from './host-link';

/**
 * The agent process. It lives as long as its link to the emulator, and so do its shells; where the emulator keeps its
 * world on disk it waits for the next one as long as there are shells to wait with.
 */
const { socket, staysMs } = readAgentSettings(process.env);
const host = new AgentHost((message) => link.say(message), { sessionOver: () => link.sessionOver(), end });
const link = new HostLink(host, { staysMs, end });

// Stdout says when the socket can be dialled: nothing else is ever written there.
createServer((emulator) => link.joined(emulator)).listen(socket, () => process.stdout.write('listening\n'));

// A terminal's Ctrl-C reaches the whole group; the emulator decides when its agent goes.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.once('SIGTERM', end);

function end(): void {
  host.stop();
  rmSync(dirname(socket), { recursive: true, force: true });
  process.exit(0);
}

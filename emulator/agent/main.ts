import { AgentHost } from './agent-process';
import { agentMessage, hostMessage } from './host-messages';

/** The agent process: it lives as long as the pipe to the emulator that started it, and so do its shells. */
const host = new AgentHost((message) => process.send?.(agentMessage.parse(message)));

process.on('message', (message) => host.receive(hostMessage.parse(message)));
process.once('disconnect', end);
// A terminal's Ctrl-C reaches the whole group; the emulator decides when its agent goes.
process.on('SIGINT', () => {});
process.once('SIGTERM', end);

function end(): void {
  host.stop();
  process.exit(0);
}

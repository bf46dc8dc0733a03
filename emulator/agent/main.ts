import { AgentHost } from './agent-process';
import { hostMessage } from './host-messages';

/** The agent process: it lives as long as the pipe to the emulator that started it, and so do its shells. */
const host = new AgentHost((message) => {
  // With a callback a pipe that just broke is no uncaught error: `disconnect` is already on its way.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
});

process.on('message', (message) => host.receive(hostMessage.parse(message)));
process.once('disconnect', end);
// A terminal's Ctrl-C reaches the whole group; the emulator decides when its agent goes.
process.on('SIGINT', () => {});
process.once('SIGTERM', end);

function end(): void {
  host.stop();
  process.exit(0);
}

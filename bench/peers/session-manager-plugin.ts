import { spawn } from '@lydell/node-pty';
import type { SessionTicket } from '../../e2e/witness/bare-client';
import { OutputLog } from '../../e2e/witness/output-log';
import { Watch } from '../../e2e/witness/watch';
import { region } from '../local-aws';

/** AWS's session-manager-plugin, where this machine has one. */
export const pluginPath = process.env.SESSION_MANAGER_PLUGIN || undefined;

export interface PluginOptions {
  readonly target: string;
  /** For its own Resume and Terminate calls. */
  readonly endpoint: string;
  /** Called with each piece of output instead of keeping it. */
  readonly onOutput?: (bytes: Uint8Array) => void;
}

/** A session in AWS's own client, on a terminal of its own, as the AWS CLI starts it (data-channel paper section 2.2). */
export function openPlugin(ticket: SessionTicket, { target, endpoint, onOutput }: PluginOptions) {
  if (!pluginPath) throw new Error('SESSION_MANAGER_PLUGIN names no plugin.');
  const request = JSON.stringify({ Target: target });
  const args = [JSON.stringify(ticket), region, 'StartSession', '', request, endpoint];
  const output = new OutputLog();
  const watch = new Watch(() => JSON.stringify(output.text.slice(-200)));
  const child = spawn(pluginPath, args, { name: 'xterm-256color', encoding: null });
  // Bytes as they are, since there is no encoding; the library's types still say string.
  child.onData((data) => {
    const bytes = Buffer.from(data);
    if (onOutput) onOutput(bytes);
    else output.append(bytes);
    watch.changed();
  });
  child.onExit(({ exitCode }) => watch.over(`the plugin ended with exit code ${exitCode}`));
  return {
    type: (key: string) => child.write(key),
    waitForOutput: (pattern: RegExp) => watch.until(`output ${pattern}`, () => output.next(pattern)),
    end: () => child.kill(),
  };
}

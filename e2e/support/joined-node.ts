import { createHash } from 'node:crypto';
import { CreateActivationCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { EmulatorFacts } from '../../scripts/run/emulator.mjs';
import type { Program, ProgramHost } from '../witness/agent-program';
import type { AgentSessionOptions } from '../witness/agent-session';
import { BareAgent } from '../witness/bare-agent';
import { RegisteredNode } from '../witness/registered-node';
import { blockBytes } from './stream-watch';

const region = 'eu-west-1';

export type JoinedNodeOptions = Pick<
  AgentSessionOptions,
  'program' | 'habits' | 'alwaysHandshake' | 'beforeStart'
>;

/** A node of that name whose agent runs in this process, joined by a hybrid activation as AWS's agent is. */
export async function joinNode(
  { url: endpoint, accessKeyId, secretAccessKey }: EmulatorFacts,
  name: string,
  options: JoinedNodeOptions,
): Promise<{ id: string; agent: BareAgent }> {
  const ssm = new SSMClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const IamRole = 'service-role/QuarterdeckHybridNode';
  const made = await ssm.send(new CreateActivationCommand({ IamRole, DefaultInstanceName: name }));
  ssm.destroy();
  const activation = { id: made.ActivationId ?? '', code: made.ActivationCode ?? '' };
  const node = await RegisteredNode.register({ endpoint, region }, activation);
  await node.takeRoleToken();
  await node.report();
  const { credentials, id: instanceId } = node;
  const agent = await BareAgent.connect({ instanceId, endpoint, region, credentials, ...options });
  return { id: instanceId, agent };
}

const lineBytes = 100;
/** How often a printer prints: a pace for the whole, not for a line. */
const tickMs = 20;

const numbered = (line: number): string => `${String(line).padStart(9)} ${'x'.repeat(lineBytes - 12)}\r\n`;

/** Prints numbered lines when told to, so fast and no faster, and takes what is typed. */
export class Printer implements Program {
  #host: ProgramHost | undefined;
  #timer: NodeJS.Timeout | undefined;
  #paused = false;
  #line = 0;

  get printedBytes(): number {
    return this.#line * lineBytes;
  }

  start(host: ProgramHost): void {
    this.#host = host;
  }

  /** Goes on behind what it has printed, up to `bytes` in all. */
  printUpTo(bytes: number, bytesPerSecond: number): void {
    clearInterval(this.#timer);
    const linesATick = Math.ceil((bytesPerSecond * tickMs) / 1e3 / lineBytes);
    this.#timer = setInterval(() => {
      if (this.#paused) return;
      const end = Math.min(this.#line + linesATick, bytes / lineBytes);
      let text = '';
      while (this.#line < end) text += numbered(++this.#line);
      this.#host?.output(text);
      if (this.#line >= bytes / lineBytes) clearInterval(this.#timer);
    }, tickMs);
  }

  input(): void {}
  resize(): void {}

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  kill(): void {
    clearInterval(this.#timer);
  }
}

/** What `StreamWatch.digests` must say of so many bytes of a printer. */
export function printedDigests(bytes: number): string[] {
  const digests: string[] = [];
  for (let from = 0; from < bytes; from += blockBytes) {
    const hash = createHash('sha256');
    const end = Math.min(from + blockBytes, bytes);
    for (let at = from; at < end; at += lineBytes) hash.update(numbered(at / lineBytes + 1));
    digests.push(hash.digest('hex'));
  }
  return digests;
}

import {
  ResumeSessionCommand,
  SSMClient,
  StartSessionCommand,
  type StartSessionCommandInput,
} from '@aws-sdk/client-ssm';
import { startAgent } from '@/emulator/agent/start-agent';
import { connectBareNode } from '@/emulator/services/ssmmessages/testing/bare-node';
import { place, plantNode, ticketOf } from '@/emulator/services/ssmmessages/testing/shell-scene';
import { startEmulator, type TestEmulator } from '@/emulator/testing/start';
import type { AgentSession } from '../witness/agent-session';
import { BareAgent, type BareAgentOptions } from '../witness/bare-agent';
import type { SessionTicket } from '../witness/bare-client';
import type { WireFaults } from '../witness/lossy-direction';
import { LossyWire } from '../witness/lossy-wire';

export interface SceneOptions {
  /** Faults between client and relay. */
  readonly clientWire?: WireFaults;
  /** Faults between agent and relay; its control channel runs there too. */
  readonly agentWire?: WireFaults;
  /** The bare agent stands behind the node. Without it the built-in agent does, with real terminals. */
  readonly bareAgent?: Partial<BareAgentOptions> & Pick<BareAgentOptions, 'program'>;
}

const nodeId = 'mi-0ccccccccccccccc1';

/** What a test of two ends holds in its hands. `await using` ends all of it. */
export interface SessionScene extends AsyncDisposable {
  /** Where AWS's clients reach the emulator, and as whom. */
  readonly aws: { endpoint: string; region: string; credentials: TestEmulator['accessKey'] };
  readonly nodeId: string;
  readonly clientWire: LossyWire | undefined;
  readonly agentWire: LossyWire | undefined;
  /** The bare agent's next session. Throws where the built-in agent stands behind the node. */
  nextSession(): Promise<AgentSession>;
  /** StartSession by AWS's SDK; the StreamUrl leads through the client's wire where there is one. */
  start(input?: Partial<StartSessionCommandInput>): Promise<SessionTicket>;
  /** ResumeSession by AWS's SDK. */
  resume(ticket: SessionTicket): Promise<string | undefined>;
}

/** The emulator's relay, one node, the wires and one kind of agent. The client is the test's own. */
export async function sessionScene(options: SceneOptions): Promise<SessionScene> {
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    return { ...(await build(options, undo)), [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(options: SceneOptions, undo: (() => unknown)[]) {
  const emulator = await startEmulator();
  undo.push(() => emulator.stop());
  const openWire = async (faults: WireFaults | undefined) => {
    const wire = faults && (await LossyWire.open({ target: emulator.url, ...faults }));
    undo.push(() => wire?.close());
    return wire;
  };
  const clientWire = await openWire(options.clientWire);
  const agentWire = await openWire(options.agentWire);
  const agent = await standBehindNode(emulator, agentWire?.url ?? emulator.url, options.bareAgent);
  undo.push(() => agent.stop());
  const credentials = emulator.accessKey;
  const aws = { endpoint: emulator.url, region: place.region, credentials };
  const ssm = new SSMClient(aws);
  undo.push(() => ssm.destroy());
  return {
    aws,
    nodeId,
    clientWire,
    agentWire,
    nextSession: () => {
      if (agent instanceof BareAgent) return agent.nextSession();
      throw new Error('The built-in agent, which cannot be looked into, stands behind this node.');
    },
    async start(input: Partial<StartSessionCommandInput> = {}) {
      const ticket = ticketOf(await ssm.send(new StartSessionCommand({ Target: nodeId, ...input })));
      return { ...ticket, StreamUrl: clientWire?.through(ticket.StreamUrl) ?? ticket.StreamUrl };
    },
    async resume({ SessionId }: SessionTicket) {
      return (await ssm.send(new ResumeSessionCommand({ SessionId }))).TokenValue;
    },
  };
}

function standBehindNode(emulator: TestEmulator, endpoint: string, bareAgent: SceneOptions['bareAgent']) {
  if (bareAgent) return connectBareNode(emulator, { endpoint, ...bareAgent }, nodeId);
  plantNode(emulator.world, nodeId, { resourceType: 'ManagedInstance' });
  return startAgent({ world: emulator.world, url: endpoint, log: console.error });
}

/** Frames and connections that a wire has harmed: none would mean that a test has tried nothing. */
export function faultsMet(wire: LossyWire | undefined): number {
  if (!wire) return 0;
  const { dropped, duplicated, reordered, cuts } = wire.counts;
  return dropped + duplicated + reordered + cuts;
}

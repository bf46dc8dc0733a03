import {
  DescribeSessionsCommand,
  ResumeSessionCommand,
  SSMClient,
  StartSessionCommand,
  type StartSessionCommandInput,
} from '@aws-sdk/client-ssm';
import { echoProgram } from '@/e2e/witness/agent-program';
import type { BareAgentOptions } from '@/e2e/witness/bare-agent';
import { BareClient, type BareClientOptions } from '@/e2e/witness/bare-client';
import type { WireFaults } from '@/e2e/witness/lossy-direction';
import { LossyWire } from '@/e2e/witness/lossy-wire';
import { startEmulator, type TestEmulator } from '../../../testing/start';
import { bareNodeId, connectBareNode } from './bare-node';
import { place, ticketOf } from './shell-scene';

export interface RelaySceneOptions {
  readonly agent?: Partial<BareAgentOptions>;
  readonly client?: BareClientOptions;
  readonly session?: Partial<StartSessionCommandInput>;
  /** Faults between client and relay. */
  readonly clientWire?: WireFaults;
  readonly agentWire?: WireFaults;
  /** Before the session starts. */
  readonly prepare?: (emulator: TestEmulator) => void;
}

/** Both bare ends over the emulator's own relay, one session begun. `await using` ends it all. */
export async function relayScene(options: RelaySceneOptions = {}) {
  const emulator = await startEmulator();
  options.prepare?.(emulator);
  const { url } = emulator;
  const clientWire = options.clientWire && (await LossyWire.open({ target: url, ...options.clientWire }));
  const agentWire = options.agentWire && (await LossyWire.open({ target: url, ...options.agentWire }));
  const agent = await connectBareNode(emulator, {
    program: () => echoProgram(),
    ...(agentWire && { endpoint: agentWire.url }),
    ...options.agent,
  });
  const ssm = new SSMClient({ endpoint: url, region: place.region, credentials: emulator.accessKey });
  const start = async (input: Partial<StartSessionCommandInput> = {}) =>
    ticketOf(await ssm.send(new StartSessionCommand({ Target: bareNodeId, ...input })));
  const started = await start(options.session);
  const ticket = { ...started, StreamUrl: clientWire?.through(started.StreamUrl) ?? started.StreamUrl };
  const resumeToken = async (SessionId = ticket.SessionId) =>
    (await ssm.send(new ResumeSessionCommand({ SessionId }))).TokenValue;
  /** As DescribeSessions has it; undefined for one that is over. */
  const status = async () => {
    const Filters = [{ key: 'SessionId' as const, value: ticket.SessionId }];
    return (await ssm.send(new DescribeSessionsCommand({ State: 'Active', Filters }))).Sessions?.[0]?.Status;
  };
  const client = await BareClient.open(ticket, { resumeWith: () => resumeToken(), ...options.client });
  const session = await agent.nextSession();
  const close = async () => {
    client.end();
    agent.stop();
    ssm.destroy();
    await clientWire?.close();
    await agentWire?.close();
    await emulator.stop();
  };
  return {
    emulator,
    ssm,
    agent,
    start,
    client,
    session,
    ticket,
    clientWire,
    agentWire,
    resumeToken,
    status,
    [Symbol.asyncDispose]: close,
  };
}

export type RelayScene = Awaited<ReturnType<typeof relayScene>>;

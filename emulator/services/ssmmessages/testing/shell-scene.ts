import { SSMClient, StartSessionCommand, type StartSessionCommandInput } from '@aws-sdk/client-ssm';
import { BareClient, type BareClientOptions, type SessionTicket } from '@/e2e/witness/bare-client';
import { type RunningAgent, startAgent } from '../../../agent/start-agent';
import { startEmulator, type TestEmulator } from '../../../testing/start';
import { setTags } from '../../../world/tags';
import type { Place, World } from '../../../world/world';
import { type ManagedNode, nodeArn, nodesIn } from '../../ssm/nodes/store';

export const place: Place = { account: '111122223333', region: 'eu-west-1' };

/** A Linux node for tests, in the world before its agent starts. */
export function plantNode(world: World, id: string, facts: Partial<ManagedNode> = {}): ManagedNode {
  const node: ManagedNode = {
    id,
    resourceType: 'EC2Instance',
    platformType: 'Linux',
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    architecture: 'x86_64',
    agentVersion: '3.3.40.0',
    computerName: 'ip-10-0-0-1.eu-west-1.compute.internal',
    ipAddress: '10.0.0.1',
    iamRole: '',
    registeredAtMs: world.clock.now(),
    lastPingAtMs: 0,
    inactive: false,
    simulated: false,
    attachOnDemand: false,
    agentHosted: true,
    ...facts,
  };
  nodesIn(world, place).set(id, node);
  setTags(world, nodeArn(place, id), [['Name', `name-of-${id}`]]);
  return node;
}

export const shellNodeId = 'i-0aaaaaaaaaaaaaaa1';

/** An emulator with one shell node and the built-in agent, and what a test does with them. */
export interface ShellScene {
  readonly emulator: TestEmulator;
  readonly agent: RunningAgent;
  readonly ssm: SSMClient;
  readonly log: readonly string[];
  start(input?: Partial<StartSessionCommandInput>): Promise<SessionTicket>;
  /** Starts a session and opens the bare client on it. */
  shell(input?: Partial<StartSessionCommandInput>, options?: BareClientOptions): Promise<BareClient>;
  stop(): Promise<void>;
}

export async function shellScene(plant: (world: World) => void = () => {}): Promise<ShellScene> {
  const emulator = await startEmulator();
  const { url, world } = emulator;
  plantNode(world, shellNodeId);
  plant(world);
  const log: string[] = [];
  const agent = await startAgent({ world, url, log: (line) => log.push(line) });
  const ssm = new SSMClient({ endpoint: url, region: place.region, credentials: emulator.accessKey });
  const start = async (input: Partial<StartSessionCommandInput> = {}) =>
    ticketOf(await ssm.send(new StartSessionCommand({ Target: shellNodeId, ...input })));
  return {
    emulator,
    agent,
    ssm,
    log,
    start,
    shell: async (input, options) => BareClient.open(await start(input), options),
    async stop() {
      ssm.destroy();
      await agent.stop();
      await emulator.stop();
    },
  };
}

/** StartSession's answer with every member present. */
export function ticketOf(answer: {
  SessionId?: string | undefined;
  TokenValue?: string | undefined;
  StreamUrl?: string | undefined;
}): SessionTicket {
  const { SessionId, TokenValue, StreamUrl } = answer;
  if (!SessionId || !TokenValue || !StreamUrl) throw new Error(`No ticket in ${JSON.stringify(answer)}`);
  return { SessionId, TokenValue, StreamUrl };
}

import { echoProgram } from './agent-program';
import { BareAgent, type BareAgentOptions } from './bare-agent';
import { BareClient, type BareClientOptions } from './bare-client';
import type { WireFaults } from './lossy-direction';
import { LossyWire } from './lossy-wire';
import { type DocumentChoice, TrivialRelay } from './trivial-relay';

const instanceId = 'mi-0123456789abcdef0';

export interface SceneOptions {
  agent?: Partial<BareAgentOptions>;
  client?: BareClientOptions;
  document?: DocumentChoice;
  /** Faults between client and relay. */
  clientWire?: WireFaults;
  /** Faults between agent and relay, control channel included. */
  agentWire?: WireFaults;
}

/** Both bare ends over the trivial relay, one session begun. `await using` ends it all. */
export async function scene(options: SceneOptions = {}) {
  const relay = await TrivialRelay.open();
  const clientWire =
    options.clientWire && (await LossyWire.open({ target: relay.url, ...options.clientWire }));
  const agentWire = options.agentWire && (await LossyWire.open({ target: relay.url, ...options.agentWire }));
  const agent = await BareAgent.connect({
    instanceId,
    endpoint: agentWire?.url ?? relay.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token+/==' },
    program: () => echoProgram(),
    ...options.agent,
  });
  await relay.connected(instanceId);
  const started = relay.startSession(instanceId, options.document);
  const ticket = { ...started, StreamUrl: clientWire?.through(started.StreamUrl) ?? started.StreamUrl };
  const client = await BareClient.open(ticket, {
    resumeWith: async () => relay.resumeSession(started.SessionId),
    ...options.client,
  });
  const session = await agent.nextSession();
  await relay.joined(started.SessionId);
  const close = async () => {
    client.end();
    agent.stop();
    await clientWire?.close();
    await agentWire?.close();
    await relay.close();
  };
  return { relay, agent, client, session, ticket, clientWire, agentWire, [Symbol.asyncDispose]: close };
}

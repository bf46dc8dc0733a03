import { z } from 'zod';

const credentials = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
});
export type NodeCredentials = z.infer<typeof credentials>;

const hostedNode = z.object({
  account: z.string(),
  region: z.string(),
  id: z.string(),
  /** What the shell's prompt calls the machine. */
  hostName: z.string(),
  computerName: z.string(),
  ipAddress: z.string(),
  platformType: z.string(),
  platformName: z.string(),
  platformVersion: z.string(),
  agentVersion: z.string(),
  /** An existing folder of the node's own: where its shells start. */
  home: z.string(),
  credentials,
});
/** A node that this process is the agent of. */
export type HostedNode = z.infer<typeof hostedNode>;

/**
 * What the emulator says over the link between the two processes. Credentials travel here and nowhere else: arguments
 * and environment of a process can be read by others.
 */
export const hostMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('attach'), endpoint: z.url(), nodes: z.array(hostedNode) }),
  /** World time for another sign of life of every node. */
  z.object({ kind: z.literal('heartbeat') }),
  /** Keys about to expire are replaced. */
  z.object({ kind: z.literal('renew'), node: z.string(), credentials }),
  /** Nodes by key that there still are; the process lets go of all others. */
  z.object({ kind: z.literal('keep'), nodes: z.array(z.string()) }),
  /** The process is to end, with all its shells. */
  z.object({ kind: z.literal('end') }),
]);
export type HostMessage = z.infer<typeof hostMessage>;

const place = z.object({ account: z.string(), region: z.string(), id: z.string() });

/** What the agent process says. That a node is connected shows in its control channel. */
export const agentMessage = z.discriminatedUnion('kind', [
  /** First, on every link: who it is, and what an earlier emulator left it with. */
  z.object({
    kind: z.literal('hello'),
    pid: z.number().int(),
    nodes: z.array(place),
    sessions: z.array(z.string()),
  }),
  /** For the log. */
  z.object({ kind: z.literal('line'), line: z.string() }),
]);
export type AgentMessage = z.infer<typeof agentMessage>;
export type AgentHello = Extract<AgentMessage, { kind: 'hello' }>;

/** One name for a node of any account and Region. */
export const nodeKey = (node: { account: string; region: string; id: string }): string =>
  `${node.account}/${node.region}/${node.id}`;

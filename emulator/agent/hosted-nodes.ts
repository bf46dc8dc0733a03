import { issueNodeCredentials } from '../auth/node-credentials';
import { type ManagedNode, nodeArn, nodePlaces, nodesIn } from '../services/ssm/nodes/store';
import { tagsOf } from '../world/tags';
import type { Place, World } from '../world/world';
import { type HostedNode, type NodeCredentials, nodeKey } from './host-messages';
import { nodeHome, promptHostName } from './node-home';

/** Keys are replaced when less than this is left of them: three heartbeats. */
const renewBeforeMs = 15 * 60_000;

/** Which nodes of a world the built-in agent stands behind, with their keys and folders. */
export class HostedNodes {
  readonly #hosted = new Map<string, HostedNode>();
  readonly #expiresAtMs = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly homes: string,
  ) {}

  get size(): number {
    return this.#hosted.size;
  }

  /** Whether the built-in agent stands behind a session's node, attached yet or not. */
  isOurs({ place, target }: { readonly place: Place; readonly target: string }): boolean {
    return nodesIn(this.world, place).get(target)?.agentHosted ?? false;
  }

  /** All nodes to connect now: those attached at start and those that were attached since, keys renewed. */
  async hostedNow(): Promise<HostedNode[]> {
    for (const [place, nodes] of nodePlaces(this.world))
      for (const node of nodes.values()) if (attachesAtStart(node)) await this.#host(place, node);
    this.renewCredentials();
    return [...this.#hosted.values()];
  }

  /** One more, on demand; undefined for a node that nobody can attach. */
  async host(place: Place, id: string): Promise<HostedNode | undefined> {
    const node = nodesIn(this.world, place).get(id);
    return node?.agentHosted ? this.#host(place, node) : undefined;
  }

  /** Replaces keys that end soon; gives the new ones for the process. */
  renewCredentials(): { node: string; credentials: NodeCredentials }[] {
    const soonMs = this.world.clock.signatureNow() + renewBeforeMs;
    const due = [...this.#hosted].filter(([key]) => (this.#expiresAtMs.get(key) ?? 0) < soonMs);
    return due.map(([key, node]) => {
      node.credentials = this.#issue(key, { account: node.account, region: node.region }, node.id);
      return { node: key, credentials: node.credentials };
    });
  }

  /** Takes over the nodes that an agent of an earlier run has, where this world still has them. */
  async takeOver(nodes: readonly (Place & { readonly id: string })[]): Promise<void> {
    for (const { id, ...place } of nodes) await this.host(place, id);
  }

  forget(): void {
    this.#hosted.clear();
    this.#expiresAtMs.clear();
  }

  async #host(place: Place, node: ManagedNode): Promise<HostedNode> {
    const key = nodeKey({ ...place, id: node.id });
    const found = this.#hosted.get(key);
    if (found) return found;
    const hostName = promptHostName(nameOf(this.world, place, node));
    const made: HostedNode = {
      ...place,
      id: node.id,
      hostName,
      computerName: node.computerName,
      ipAddress: node.ipAddress,
      platformType: node.platformType,
      platformName: node.platformName,
      platformVersion: node.platformVersion,
      agentVersion: node.agentVersion,
      home: await nodeHome(this.homes, node.id, hostName),
      credentials: this.#issue(key, place, node.id),
    };
    this.#hosted.set(key, made);
    return made;
  }

  #issue(key: string, place: Place, id: string): NodeCredentials {
    const { accessKeyId, secretAccessKey, sessionToken, expiresAtMs } = issueNodeCredentials(
      this.world,
      place,
      id,
    );
    this.#expiresAtMs.set(key, expiresAtMs ?? Number.POSITIVE_INFINITY);
    return { accessKeyId, secretAccessKey, sessionToken };
  }
}

const attachesAtStart = (node: ManagedNode) =>
  node.agentHosted && !node.attachOnDemand && !node.simulated && !node.inactive;

const nameOf = (world: World, place: Place, node: ManagedNode) =>
  node.name ?? tagsOf(world, nodeArn(place, node.id)).get('Name') ?? node.computerName;

import type { Place, World } from '../../world/world';
import { isOver, type Session, sessionsIn } from '../ssm/sessions/store';
import { ControlChannel } from './control-channel';
import type { Leg } from './leg';
import { SessionRelay } from './session-relay';
import { Tokens } from './tokens';

/** The sockets of one world: they do not outlive the process, so they are on no shelf. */
interface Switchboard {
  readonly relays: Map<string, SessionRelay>;
  readonly controls: Map<string, ControlChannel>;
  /** Tokens of control channels, by node. */
  readonly controlTokens: Map<string, Tokens>;
  /** Who waits for a node's control channel. */
  readonly waiting: Map<string, (() => void)[]>;
}

const switchboards = new WeakMap<World, Switchboard>();

function switchboardOf(world: World): Switchboard {
  const found = switchboards.get(world);
  if (found) return found;
  const made = { relays: new Map(), controls: new Map(), controlTokens: new Map(), waiting: new Map() };
  switchboards.set(world, made);
  return made;
}

const lineKey = (place: Place, nodeId: string) => `${place.account}/${place.region}/${nodeId}`;

/** The relay of a session that is not over; made at its start, or at the first sight of one kept from an earlier run. */
export function relayOf(world: World, session: Session): SessionRelay {
  const { relays } = switchboardOf(world);
  const found = relays.get(session.id);
  if (found) return found;
  const wasLive = session.status !== 'Connecting';
  const made = new SessionRelay(world, session, nodeLine(world), wasLive, () => relays.delete(session.id));
  relays.set(session.id, made);
  return made;
}

/** Makes sure that every session which is not over has its limits watched. */
export function wakeSessions(world: World, place: Place): void {
  for (const session of sessionsIn(world, place).values()) if (!isOver(session)) relayOf(world, session);
}

const nodeLine = (world: World) => ({
  open(session: Session): boolean {
    const control = controlOf(world, session.place, session.target);
    control?.openSession(session);
    return control !== undefined;
  },
  cancel(session: Session, output: string): void {
    controlOf(world, session.place, session.target)?.cancelSession(session, output);
  },
});

const controlOf = (world: World, place: Place, nodeId: string) =>
  switchboardOf(world).controls.get(lineKey(place, nodeId));

export function controlTokensOf(world: World, place: Place, nodeId: string): Tokens {
  const { controlTokens } = switchboardOf(world);
  const key = lineKey(place, nodeId);
  const found = controlTokens.get(key) ?? new Tokens();
  controlTokens.set(key, found);
  return found;
}

/** A node's control channel is up. A second one of the same node replaces the first, which is taken for dead. */
export function controlJoined(world: World, place: Place, nodeId: string, leg: Leg): ControlChannel {
  const { controls, relays, waiting } = switchboardOf(world);
  const key = lineKey(place, nodeId);
  const displaced = controls.get(key);
  const control = new ControlChannel(leg, ({ sessionId, status, output }) => {
    const relay = relays.get(sessionId);
    // A node may speak about its own sessions only.
    if (relay && lineKey(relay.session.place, relay.session.target) === key)
      relay.taskComplete(status, output);
  });
  controls.set(key, control);
  displaced?.leg.cut();
  for (const resolve of waiting.get(key) ?? []) resolve();
  waiting.delete(key);
  return control;
}

/** Resolves once the node has a control channel: from then on sessions reach it. */
export function controlUp(world: World, place: Place, nodeId: string): Promise<void> {
  const { controls, waiting } = switchboardOf(world);
  const key = lineKey(place, nodeId);
  if (controls.has(key)) return Promise.resolve();
  return new Promise((resolve) => waiting.set(key, [...(waiting.get(key) ?? []), resolve]));
}

export function controlLost(world: World, place: Place, nodeId: string, control: ControlChannel): void {
  const { controls } = switchboardOf(world);
  const key = lineKey(place, nodeId);
  if (controls.get(key) === control) controls.delete(key);
}

/** Ends the sessions of nodes whose agent process is gone with all its shells: nothing will come back. */
export function endSessionsOfNodes(world: World, isGone: (place: Place, nodeId: string) => boolean): void {
  for (const relay of [...switchboardOf(world).relays.values()])
    if (isGone(relay.session.place, relay.session.target))
      relay.end('Terminated', `The agent of ${relay.session.target} stopped.`);
}

/** Drops every socket and timer of a world: before it is thrown away or starts anew. */
export function stopSessions(world: World): void {
  const { relays, controls } = switchboardOf(world);
  switchboards.delete(world);
  for (const relay of relays.values()) relay.abandon();
  for (const control of controls.values()) control.leg.cut();
}

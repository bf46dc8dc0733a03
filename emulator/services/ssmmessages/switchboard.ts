import type { Place, World } from '../../world/world';
import { noteLogged } from '../ssm/sessions/logged-places';
import { allSessions, findSession, isOver, type Session } from '../ssm/sessions/store';
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

/** The relay of a session that was just started. */
export const beginRelay = (world: World, session: Session): SessionRelay => makeRelay(world, session, false);

/** The relay of a session that is not over; made at the first sight of one kept from an earlier run. */
export const relayOf = (world: World, session: Session): SessionRelay =>
  switchboardOf(world).relays.get(session.id) ?? makeRelay(world, session, true);

function makeRelay(world: World, session: Session, kept: boolean): SessionRelay {
  const { relays } = switchboardOf(world);
  const made = new SessionRelay(world, session, nodeLine(world), kept, () => relays.delete(session.id));
  relays.set(session.id, made);
  return made;
}

/** Makes sure that every session which is not over has its limits watched: those of a kept world have no relay yet. */
export function wakeSessions(world: World): void {
  for (const session of allSessions(world)) if (!isOver(session)) relayOf(world, session);
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
  const control = new ControlChannel(leg, ({ sessionId, status, output, logged }) => {
    const session = findSession(world, sessionId);
    // A node may speak about its own sessions only.
    if (!session || lineKey(session.place, session.target) !== key) return;
    // The log is there after the end, when no relay is left.
    noteLogged(session, logged);
    relays.get(sessionId)?.taskComplete(status, output);
  });
  controls.set(key, control);
  displaced?.leg.cut();
  for (const relay of relays.values())
    if (lineKey(relay.session.place, relay.session.target) === key) relay.nodeReached();
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

/** Ends sessions whose shells are gone with their agent process: nothing will come back. */
export function endSessions(world: World, isGone: (session: Session) => boolean): void {
  for (const relay of [...switchboardOf(world).relays.values()])
    if (isGone(relay.session)) relay.end('Terminated', `The agent of ${relay.session.target} stopped.`);
}

/** The same among sessions that an earlier run of the emulator began. */
export function endKeptSessions(world: World, isGone: (session: Session) => boolean): void {
  const { relays } = switchboardOf(world);
  endSessions(world, (session) => (relays.get(session.id)?.kept ?? false) && isGone(session));
}

/** A node is no more: its sessions end with these words, its control channel is cut. */
export function disconnectNode(world: World, place: Place, nodeId: string, details: string): void {
  const { relays, controls } = switchboardOf(world);
  const key = lineKey(place, nodeId);
  for (const relay of [...relays.values()])
    if (lineKey(relay.session.place, relay.session.target) === key) relay.end('Terminated', details);
  controls.get(key)?.leg.cut();
}

/** Drops every socket and timer of a world: before it is thrown away or starts anew. */
export function stopSessions(world: World): void {
  const { relays, controls } = switchboardOf(world);
  switchboards.delete(world);
  for (const relay of relays.values()) relay.abandon();
  for (const control of controls.values()) control.leg.cut();
}

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { readOpenText } from '@/lib/data-channel/open-frame';
import { AwsError } from '../../server/aws-error';
import type { PathRequest } from '../../server/service';
import type { World } from '../../world/world';
import { findSession, isOver, type Session } from '../ssm/sessions/store';
import { faultBoardOf } from './faults/fault-board';
import { FaultyWire } from './faults/faulty-wire';
import type { FaultySide } from './faults/wire-faults';
import { judgeFirstText } from './first-text';
import { keepAlive, watchAgent } from './keep-alive';
import { Leg } from './leg';
import { requireNode } from './node-caller';
import { acceptSocket } from './sockets';
import { relayOf } from './switchboard';

/**
 * A WebSocket on a session's data channel. The agent's leg is signed by the node. The client's is admitted by its token:
 * a browser can send no headers (data-channel paper sections 3.2 and 14.2), session-manager-plugin from 1.2.688 on signs with
 * the keys of whoever uses it. Such a signature must be good, and says nothing more.
 */
export async function openDataChannel(
  request: PathRequest,
  sessionId: string,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const { world } = request;
  const session = findSession(world, sessionId);
  if (!session || isOver(session))
    throw new AwsError('ValidationException', 'Session is already terminated', 404);
  const byNode = request.call?.caller.kind === 'node';
  if (byNode) requireNode(request, 'OpenDataChannel', session.target);
  const accepted = await acceptSocket(request, socket, head);
  const admit = byNode ? admitAgent : admitClient;
  // A reset may come before the open frame: then the session is none of this world any more, though its id may be.
  const isStill = () => findSession(world, sessionId) === session && !isOver(session);
  judgeFirstText(world, accepted, (text) => isStill() && admit(world, session, accepted, text));
}

function admitClient(world: World, session: Session, socket: WebSocket, text: string): boolean {
  const open = readOpenText(text);
  if (open?.side !== 'client') return false;
  const relay = relayOf(world, session);
  if (!relay.redeem(open.token, 'client')) return false;
  const events = {
    frame: (bytes: Buffer) => relay.fromClient(leg, bytes),
    lost: () => relay.clientLost(leg),
    drained: () => relay.clientDrained(leg),
  };
  const leg: Leg = new Leg(socket, events, wireOf(world, session, 'client'));
  keepAlive(socket);
  relay.clientJoined(leg);
  return true;
}

function admitAgent(world: World, session: Session, socket: WebSocket, text: string): boolean {
  const open = readOpenText(text);
  if (open?.side !== 'agent' || open.instanceId !== session.target) return false;
  const relay = relayOf(world, session);
  if (!relay.redeem(open.token, 'agent')) return false;
  const events = {
    frame: (bytes: Buffer) => relay.fromAgent(leg, bytes),
    lost: () => {
      leave();
      relay.agentLost(leg);
    },
    drained: () => relay.agentDrained(leg),
  };
  const leg: Leg = new Leg(socket, events, wireOf(world, session, 'agent'));
  const leave = faultBoardOf(world).join(session.target, leg);
  watchAgent(socket);
  relay.agentJoined(leg);
  return true;
}

const wireOf = (world: World, session: Session, side: FaultySide) =>
  new FaultyWire(faultBoardOf(world), session.id, side);

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Call } from '../../server/operation';
import type { PathRequest } from '../../server/service';
import { connectAgent, heardFrom } from '../ssm/nodes/agent-connections';
import { faultBoardOf } from './faults/fault-board';
import { judgeFirstText } from './first-text';
import { watchAgent } from './keep-alive';
import { Leg } from './leg';
import { requireNode } from './node-caller';
import { acceptSocket } from './sockets';
import { controlJoined, controlLost, controlTokensOf } from './switchboard';

/** agent-service paper section 4; `Cookie` is null. Agents before 3.1 name neither version nor platform. */
const openText = z.object({
  MessageSchemaVersion: z.literal('1.0'),
  RequestId: z.string(),
  TokenValue: z.string(),
  AgentVersion: z.string().optional(),
  PlatformType: z.string().optional(),
});

/** A WebSocket on a node's control channel, signed by that node. */
export async function openControlChannel(
  request: PathRequest,
  nodeId: string,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const call = requireNode(request, 'OpenControlChannel', nodeId);
  const accepted = await acceptSocket(request, socket, head);
  judgeFirstText(call.world, accepted, (text) => admit(call, nodeId, accepted, text));
}

function admit({ world, place }: Call, nodeId: string, socket: WebSocket, text: string): boolean {
  const open = openText.safeParse(readJson(text));
  if (!open.success) return false;
  if (!controlTokensOf(world, place, nodeId).redeem(open.data.TokenValue, 'agent')) return false;
  const disconnect = connectAgent(world, place, nodeId);
  const leg = new Leg(socket, {
    frame: (bytes) => control.receive(bytes),
    lost: () => {
      disconnect();
      leave();
      controlLost(world, place, nodeId, control);
    },
  });
  const control = controlJoined(world, place, nodeId, leg);
  const leave = faultBoardOf(world).join(nodeId, leg);
  socket.on('ping', () => heardFrom(world, place, nodeId));
  watchAgent(socket);
  return true;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

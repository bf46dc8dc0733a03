import type { WebSocket } from 'ws';
import type { World } from '../../world/world';

/** The open frame is sent at once after the upgrade; whoever is slower than this is no end (paper section 14.2). */
const openFrameMsMax = 5000;
/** A real one has about 400 characters. */
const openFrameCharactersMax = 4096;

/**
 * Waits for the first message, which must be the open frame, and hands it to `judge`: true admits. Nothing is ever
 * answered to it; what is not admitted is closed. What the end sends right behind it is not lost, since `judge` decides
 * before the next message is read.
 */
export function judgeFirstText(world: World, socket: WebSocket, judge: (text: string) => boolean): void {
  const refuse = () => socket.close(1008);
  const cancel = world.clock.wakeAt(world.clock.now() + openFrameMsMax, refuse);
  socket.on('error', () => socket.terminate());
  socket.once('close', cancel);
  socket.once('message', (data, binary) => {
    cancel();
    const text = binary || !Buffer.isBuffer(data) ? '' : data.toString();
    if (text.length > openFrameCharactersMax || !judge(text)) refuse();
  });
}

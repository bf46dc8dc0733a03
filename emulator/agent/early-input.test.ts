import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, newFrame, payloadType } from '@/e2e/witness/frame';
import { shellScene } from '../services/ssmmessages/testing/shell-scene';

test('a client that says everything at once, names itself nowhere and never repeats itself is answered', async () => {
  const scene = await shellScene();
  onTestFinished(() => scene.stop());
  const ticket = await scene.start();
  const socket = new WebSocket(ticket.StreamUrl);
  onTestFinished(() => socket.terminate());
  let output = '';
  const answered = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data);
      if (frame.payloadType === payloadType.output) output += frame.payload.toString();
      if (/\r31 77\r/.test(output)) resolve();
    });
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ MessageSchemaVersion: '1.0', RequestId: 'r', TokenValue: ticket.TokenValue }));
  const input = (sequenceNumber: bigint, type: number, payload: string) =>
    socket.send(encodeFrame(newFrame('input_stream_data', payload, { payloadType: type, sequenceNumber })));
  input(0n, payloadType.size, '{"cols":77,"rows":31}');
  input(1n, payloadType.output, 'stty size\r');
  await answered;
  expect(output).toContain('31 77');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PortTransportHost } from './port-transport';
import { SmuxReader, smuxCommand, smuxFrame, smuxHeaderBytes } from './smux';
import { SmuxPort } from './smux-port';
import { ascii, fromHex, toHex } from './testing/tools';
import vectors from './testing/vectors.json' with { type: 'json' };

interface Written {
  readonly port: SmuxPort;
  readonly host: PortTransportHost;
  readonly sent: Uint8Array[];
  readonly said: string[];
}
function port(): Written {
  const sent: Uint8Array[] = [];
  const said: string[] = [];
  const host: PortTransportHost = {
    send: (bytes) => sent.push(bytes),
    flag: (flag) => said.push(`flag ${flag}`),
    deliver: (connection, bytes) => said.push(`${connection}: ${toHex(bytes)}`),
    ended: (connection) => said.push(`${connection} ended`),
    spent: (bytes) => said.push(`spent ${bytes}`),
    broken: (text) => said.push(text),
  };
  return { port: new SmuxPort(host), host, sent, said };
}

describe('the bytes of a real smux client', () => {
  const [firstOpen, hello, secondOpen, firstClose, long, secondClose] = vectors.smux.events;

  test('are written for the same script', () => {
    const { port: client, sent } = port();
    client.connect(3);
    client.write(3, ascii('hello'));
    client.connect(5);
    client.close(3);
    expect(sent.map(toHex)).toEqual([
      firstOpen?.bytesHex,
      hello?.bytesHex,
      secondOpen?.bytesHex,
      firstClose?.bytesHex,
    ]);
    sent.length = 0;
    client.write(5, new Uint8Array(40_000));
    expect(sent.map((frame) => toHex(frame.subarray(0, smuxHeaderBytes)))).toEqual([
      long?.firstHeaderHex,
      long?.secondHeaderHex,
    ]);
    expect(sent.reduce((sum, { length }) => sum + length, 0)).toBe(long?.totalBytes);
    sent.length = 0;
    client.close(5);
    expect(sent.map(toHex)).toEqual([secondClose?.bytesHex]);
  });

  test('are read, and so is its keep-alive', () => {
    const bytes = [firstOpen, hello, firstClose].map((event) => event?.bytesHex ?? '').join('');
    expect(new SmuxReader().read(fromHex(bytes))).toEqual([
      { is: 'opened', stream: 3 },
      { is: 'data', stream: 3, bytes: ascii('hello') },
      { is: 'ended', stream: 3 },
    ]);
    const nop = vectors.smux.keepAliveNopHex;
    expect(toHex(smuxFrame(smuxCommand.nop, 0))).toBe(nop);
    expect(new SmuxReader().read(fromHex(nop))).toEqual([{ is: 'alive', stream: 0 }]);
  });
});

describe('a port over smux', () => {
  test('answers the node’s FIN with its own, behind what came before, and drops what comes after', () => {
    const { port: client, sent, said } = port();
    client.connect(3);
    sent.length = 0;
    const last = smuxFrame(smuxCommand.psh, 3, ascii('a'));
    const fin = smuxFrame(smuxCommand.fin, 3);
    client.receive(Uint8Array.from([...last, ...fin, ...last, ...fin]));
    expect(said).toEqual(['3: 61', '3 ended', `spent ${4 * smuxHeaderBytes + 1}`]);
    expect(sent.map(toHex)).toEqual([toHex(fin)]);
    client.write(3, ascii('too late'));
    client.close(3);
    expect(sent).toHaveLength(1);
  });

  test('reads no further once the node broke the protocol', () => {
    const { port: client, said } = port();
    client.connect(3);
    client.receive(Uint8Array.of(2, 0, 0, 0, 3, 0, 0, 0));
    client.receive(smuxFrame(smuxCommand.psh, 3, ascii('a')));
    expect(said[0]).toBe('The node broke the port session: smux version 2.');
    expect(said.filter((word) => word.startsWith('3'))).toEqual([]);
  });

  test.each([
    ['an unknown command', [1, 4, 0, 0, 3, 0, 0, 0]],
    ['FIN with data', [1, 1, 1, 0, 3, 0, 0, 0]],
    ['another version', [0, 0, 0, 0, 3, 0, 0, 0]],
  ])('%s is fatal', (_, header) => {
    expect(new SmuxReader().read(Uint8Array.from(header))).toMatchObject([{ is: 'fault' }]);
  });
});

const frames = fc.array(
  fc.oneof(
    fc.record({
      stream: fc.integer({ min: 0, max: 0xffff_ffff }),
      data: fc.uint8Array({ minLength: 1, maxLength: 90 }),
    }),
    fc.record({ stream: fc.integer({ min: 0, max: 0xffff_ffff }), command: fc.constantFrom(0, 1, 3) }),
  ),
  { maxLength: 12 },
);

test('frames are read the same wherever the messages are cut', () => {
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }), (all, cuts) => {
      const bytes = all.flatMap((frame) =>
        'data' in frame
          ? [...smuxFrame(smuxCommand.psh, frame.stream, Uint8Array.from(frame.data))]
          : [
              ...smuxFrame(
                Object.values(smuxCommand).find((one) => one === frame.command) ?? 3,
                frame.stream,
              ),
            ],
      );
      const reader = new SmuxReader();
      const said: string[] = [];
      let rest = Uint8Array.from(bytes);
      for (const cut of [...cuts, bytes.length]) {
        for (const event of reader.read(rest.subarray(0, cut))) said.push(...words(event));
        rest = rest.subarray(cut);
      }
      expect(said).toEqual(
        all.flatMap((frame) =>
          'data' in frame
            ? Array.from(frame.data, (byte) => `${frame.stream}: ${byte}`)
            : [`${frame.stream} ${['opened', 'ended', '', 'alive'][frame.command]}`],
        ),
      );
    }),
  );
});

function words(event: ReturnType<SmuxReader['read']>[number]): string[] {
  if (event.is === 'fault') return [event.text];
  if (event.is === 'data') return Array.from(event.bytes, (byte) => `${event.stream}: ${byte}`);
  return [`${event.stream} ${event.is}`];
}

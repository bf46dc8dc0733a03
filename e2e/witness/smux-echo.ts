import type { Program, ProgramHost } from './agent-program';

const command = { syn: 0, fin: 1, psh: 2, nop: 3 } as const;
const headerBytes = 8;

/**
 * The agent's end of a multiplexed port session (section 12.4), with a destination that sends back what it is sent
 * and hangs up on a stream that sends 0x04. Throws on what a real smux server ends the session for.
 */
export function smuxEcho(): Program & { readonly streams: number[] } {
  const streams: number[] = [];
  const live = new Set<number>();
  let host: ProgramHost | undefined;
  let unread = Buffer.alloc(0);
  const take = (kind: number, stream: number, data: Buffer): void => {
    if (kind === command.syn) {
      if (streams.includes(stream)) throw new Error(`stream ${stream} opened twice`);
      streams.push(stream);
      live.add(stream);
    } else if (kind === command.fin) live.delete(stream);
    else if (kind === command.psh && live.has(stream)) {
      host?.output(smuxBytes(command.psh, stream, data));
      if (!data.includes(0x04)) return;
      live.delete(stream);
      host?.output(smuxBytes(command.fin, stream));
    } else if (kind > command.nop) throw new Error(`unknown smux command ${kind}`);
  };
  return {
    streams,
    start(own) {
      host = own;
    },
    input(bytes) {
      unread = Buffer.concat([unread, bytes]);
      while (unread.length >= headerBytes) {
        if (unread.readUInt8(0) !== 1) throw new Error(`smux version ${unread.readUInt8(0)}`);
        const end = headerBytes + unread.readUInt16LE(2);
        if (unread.length < end) return;
        const [kind, stream, data] = [
          unread.readUInt8(1),
          unread.readUInt32LE(4),
          unread.subarray(headerBytes, end),
        ];
        unread = unread.subarray(end);
        take(kind, stream, data);
      }
    },
    resize() {},
    pause() {},
    resume() {},
    kill() {},
  };
}

/** Sends every byte back as it came: the destination behind a port session in basic mode. */
export function bareEcho(): Program {
  let host: ProgramHost | undefined;
  return {
    start(own) {
      host = own;
    },
    input: (bytes) => host?.output(bytes),
    resize() {},
    pause() {},
    resume() {},
    kill() {},
  };
}

function smuxBytes(kind: number, stream: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(1, 0);
  header.writeUInt8(kind, 1);
  header.writeUInt16LE(data.length, 2);
  header.writeUInt32LE(stream, 4);
  return Buffer.concat([header, data]);
}

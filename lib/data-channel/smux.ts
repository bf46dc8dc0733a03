/** Commands of smux version 1 (data-channel paper section 12.4). 4 exists in version 2 only. */
export const smuxCommand = { syn: 0, fin: 1, psh: 2, nop: 3 } as const;
export type SmuxCommand = (typeof smuxCommand)[keyof typeof smuxCommand];

/** Data bytes of one frame at most, as the real ends send. */
export const smuxDataBytesMax = 32_768;
export const smuxHeaderBytes = 8;
const smuxVersion = 1;

/** One smux frame; little-endian, unlike everything around it. Data goes with PSH only. */
export function smuxFrame(
  command: SmuxCommand,
  stream: number,
  data: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const bytes = new Uint8Array(smuxHeaderBytes + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, smuxVersion);
  view.setUint8(1, command);
  view.setUint16(2, data.length, true);
  view.setUint32(4, stream, true);
  bytes.set(data, smuxHeaderBytes);
  return bytes;
}

/** What a smux stream of bytes says. `data` comes in the pieces it arrived in. A fault is the last event. */
export type SmuxEvent =
  | { readonly is: 'opened' | 'ended' | 'alive'; readonly stream: number }
  | { readonly is: 'data'; readonly stream: number; readonly bytes: Uint8Array }
  | { readonly is: 'fault'; readonly text: string };

/** Reads smux frames out of messages whose borders mean nothing. Keeps no more than one header. */
export class SmuxReader {
  readonly #header = new Uint8Array(smuxHeaderBytes);
  #headerBytes = 0;
  #stream = 0;
  #dataLeft = 0;
  #isBroken = false;

  read(bytes: Uint8Array): SmuxEvent[] {
    const events: SmuxEvent[] = [];
    for (let rest = bytes; rest.length > 0 && !this.#isBroken; ) {
      const used = this.#dataLeft > 0 ? this.#data(rest, events) : this.#head(rest, events);
      rest = rest.subarray(used);
    }
    return events;
  }

  #data(bytes: Uint8Array, events: SmuxEvent[]): number {
    const piece = bytes.subarray(0, this.#dataLeft);
    this.#dataLeft -= piece.length;
    events.push({ is: 'data', stream: this.#stream, bytes: piece });
    return piece.length;
  }

  #head(bytes: Uint8Array, events: SmuxEvent[]): number {
    const piece = bytes.subarray(0, smuxHeaderBytes - this.#headerBytes);
    this.#header.set(piece, this.#headerBytes);
    this.#headerBytes += piece.length;
    if (this.#headerBytes === smuxHeaderBytes) {
      this.#headerBytes = 0;
      const event = this.#framed(new DataView(this.#header.buffer));
      if (event !== null) events.push(event);
      this.#isBroken = event?.is === 'fault';
    }
    return piece.length;
  }

  /** What a whole header says; null where its data follow. */
  #framed(header: DataView): SmuxEvent | null {
    const [version, command] = [header.getUint8(0), header.getUint8(1)];
    const length = header.getUint16(2, true);
    const stream = header.getUint32(4, true);
    if (version !== smuxVersion) return { is: 'fault', text: `smux version ${version}` };
    if (command === smuxCommand.psh) {
      this.#stream = stream;
      this.#dataLeft = length;
      return null;
    }
    if (length > 0) return { is: 'fault', text: `smux command ${command} with ${length} bytes` };
    if (command === smuxCommand.syn) return { is: 'opened', stream };
    if (command === smuxCommand.fin) return { is: 'ended', stream };
    if (command === smuxCommand.nop) return { is: 'alive', stream };
    return { is: 'fault', text: `smux command ${command}` };
  }
}

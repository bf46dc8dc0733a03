import type { Socket } from 'node:net';
import type { z } from 'zod';

/** A message that never ends is no message of ours: all nodes of a large world come in far less. */
const lineBytesMax = 64 * 1024 * 1024;

/** Messages over a local socket, a line of JSON each. What is not one of the shape ends the link. */
export class MessageLine<Said> {
  #rest: Buffer[] = [];
  #restBytes = 0;

  constructor(
    private readonly socket: Socket,
    private readonly shape: z.ZodType<Said>,
    private readonly heard: (message: Said) => void,
  ) {
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    socket.on('error', () => socket.destroy());
  }

  say(message: object): void {
    if (this.socket.writable) this.socket.write(`${JSON.stringify(message)}\n`);
  }

  close(): void {
    this.socket.destroy();
  }

  #take(bytes: Buffer): void {
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const line = Buffer.concat([...this.#rest, bytes.subarray(from, end)]).toString();
      this.#rest = [];
      this.#restBytes = 0;
      from = end + 1;
      this.#hear(line);
    }
    if (from === bytes.length) return;
    this.#rest.push(bytes.subarray(from));
    this.#restBytes += bytes.length - from;
    if (this.#restBytes > lineBytesMax) this.close();
  }

  #hear(line: string): void {
    const read = this.shape.safeParse(parsed(line));
    if (read.success) this.heard(read.data);
    else this.close();
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

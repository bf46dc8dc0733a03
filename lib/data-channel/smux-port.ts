import type { PortTransport, PortTransportHost } from './port-transport';
import { SmuxReader, smuxCommand, smuxDataBytesMax, smuxFrame } from './smux';

/**
 * Many local connections over one session: smux version 1, client end (data-channel paper section 12.4). A
 * connection's number is its stream id. FIN closes both ways; there is no half-closed connection.
 */
export class SmuxPort implements PortTransport {
  readonly #host: PortTransportHost;
  readonly #reader = new SmuxReader();
  readonly #open = new Set<number>();

  constructor(host: PortTransportHost) {
    this.#host = host;
  }

  connect(connection: number): void {
    this.#open.add(connection);
    this.#host.send(smuxFrame(smuxCommand.syn, connection));
  }

  write(connection: number, bytes: Uint8Array): void {
    if (!this.#open.has(connection)) return;
    for (let at = 0; at < bytes.length; at += smuxDataBytesMax) {
      const data = bytes.subarray(at, at + smuxDataBytesMax);
      this.#host.send(smuxFrame(smuxCommand.psh, connection, data));
    }
  }

  close(connection: number): void {
    if (this.#open.delete(connection)) this.#host.send(smuxFrame(smuxCommand.fin, connection));
  }

  receive(bytes: Uint8Array): void {
    let dataBytes = 0;
    for (const event of this.#reader.read(bytes)) {
      if (event.is === 'fault') this.#host.broken(`The node broke the port session: ${event.text}.`);
      else if (event.is === 'ended') this.#ended(event.stream);
      else if (event.is === 'data' && this.#open.has(event.stream)) {
        dataBytes += event.bytes.length;
        this.#host.deliver(event.stream, event.bytes);
      }
      // Streams that the node opens are nobody's (no real agent opens one), and NOP says no more than that it lives.
    }
    this.#host.spent(bytes.length - dataBytes);
  }

  settled(): void {}

  /** What came before is delivered already: our own FIN answers theirs. */
  #ended(connection: number): void {
    if (!this.#open.has(connection)) return;
    this.close(connection);
    this.#host.ended(connection);
  }
}

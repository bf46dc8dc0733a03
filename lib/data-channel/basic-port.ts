import { streamFlag } from './payload-type';
import type { PortTransport, PortTransportHost } from './port-transport';

/**
 * One local connection after the other over the bare stream (data-channel paper section 12.3). Nothing on the wire
 * tells one connection's bytes from the next one's, so the next waits until the node has taken the end of the last,
 * and what comes until then is thrown away.
 */
export class BasicPort implements PortTransport {
  readonly #host: PortTransportHost;
  /** What the end of a connection says to the node: 1, the port may be used again, or 2, the session is over. */
  readonly #endFlag: number;
  #connection: number | null = null;
  // A node that speaks first speaks before anybody has connected: only the first connection may have that.
  #early: Uint8Array[] | null = [];
  // Bytes of a next connection, while the node may not have taken the end of the last one.
  #held: Uint8Array[] | null = null;

  constructor(host: PortTransportHost, endFlag: number = streamFlag.disconnectToPort) {
    this.#host = host;
    this.#endFlag = endFlag;
  }

  connect(connection: number): void {
    if (this.#connection !== null) {
      this.#host.ended(connection);
      return;
    }
    this.#connection = connection;
    for (const bytes of this.#early ?? []) this.#host.deliver(connection, bytes);
    this.#early = null;
  }

  write(connection: number, bytes: Uint8Array): void {
    if (connection !== this.#connection) return;
    if (this.#held === null) this.#host.send(bytes);
    else this.#held.push(bytes);
  }

  close(connection: number): void {
    if (connection !== this.#connection) return;
    this.#connection = null;
    // What the node never got of this connection must not open the next.
    this.#held = [];
    this.#host.flag(this.#endFlag);
  }

  receive(bytes: Uint8Array): void {
    if (this.#connection !== null && this.#held === null) this.#host.deliver(this.#connection, bytes);
    else if (this.#early !== null && this.#held === null) this.#early.push(bytes.slice());
    else this.#host.spent(bytes.length);
  }

  settled(nothingUnacked: boolean): void {
    if (this.#held === null || this.#connection === null || !nothingUnacked) return;
    const held = this.#held;
    // The node dials anew for the first bytes: until there are some, whatever comes is the last connection's.
    if (held.length === 0) return;
    this.#held = null;
    for (const bytes of held) this.#host.send(bytes);
  }
}

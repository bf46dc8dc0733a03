/** What carries local connections over one session: smux, or one after the other. */
export interface PortTransport {
  connect(connection: number): void;
  write(connection: number, bytes: Uint8Array): void;
  /** The local end is closed. */
  close(connection: number): void;
  /** The next bytes from the node. */
  receive(bytes: Uint8Array): void;
  /** After anything that happened, when all that was sent may have been acknowledged. */
  settled(nothingUnacked: boolean): void;
}

/** What a transport needs from the channel around it. */
export interface PortTransportHost {
  readonly send: (bytes: Uint8Array) => void;
  readonly flag: (flag: number) => void;
  readonly deliver: (connection: number, bytes: Uint8Array) => void;
  /** The node ended the connection, or it cannot be made. */
  readonly ended: (connection: number) => void;
  /** Bytes from the node that are nobody's: headers, and data for a connection that is gone. */
  readonly spent: (bytes: number) => void;
  /** The node broke the protocol: the session is over. */
  readonly broken: (text: string) => void;
}

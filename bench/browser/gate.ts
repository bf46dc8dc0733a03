import { connect, createServer, type Socket } from 'node:net';

/** A TCP door to a service that is not there yet when the door is built, and that can be slammed. */
export interface Gate {
  readonly port: number;
  /** Where connections lead to from now on; those that came sooner waited. */
  leadTo(port: number): void;
  /** Ends every connection on both sides, as a dead router does. New ones are let in. */
  slam(): void;
  stop(): void;
}

export async function openGate(): Promise<Gate> {
  const sockets = new Set<Socket>();
  let leadTo = (_port: number) => {};
  const target = new Promise<number>((resolve) => {
    leadTo = resolve;
  });
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // A key and its acknowledgement are two small writes: together they would wait 40 ms for each other.
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer(async (near) => {
    keep(near);
    const far = connect(await target, '127.0.0.1');
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gate does not listen.');
  const slam = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    leadTo,
    slam,
    stop() {
      slam();
      server.close();
    },
  };
}

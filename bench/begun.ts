const stops = new Set<() => Promise<void> | void>();

/** Processes are in groups of their own, which an interrupt does not reach: what is begun here is ended by it too. */
export function begun(stop: () => Promise<void> | void): () => Promise<void> {
  stops.add(stop);
  return async () => {
    if (stops.delete(stop)) await stop();
  };
}

/** Ends all that is begun and not yet ended, newest first. */
export async function endAll(): Promise<void> {
  for (const stop of [...stops].reverse()) {
    stops.delete(stop);
    await stop();
  }
}

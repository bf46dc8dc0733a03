/**
 * Keeps the `max` most recently asked-for things, each made once by key. For what is cheap to make again; nothing
 * is told when it is dropped.
 */
export function recent<T>(max: number): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const thing = kept.get(key) ?? make();
    // Put last: a Map keeps the order of insertion, so the first is the one not asked for longest.
    kept.delete(key);
    kept.set(key, thing);
    const oldest = kept.size > max ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return thing;
  };
}

import { z } from 'zod';
import { placeKey, type Scope } from '@/lib/kernel/scope';

const storageKey = 'quarterdeck-node-counts';
const countsShape = z.record(z.string(), z.number().int().nonnegative());

function read(): Record<string, number> {
  try {
    return countsShape.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}

/** AWS tells no total in advance; what a place had last time is the best guess, and shown as one. */
export function lastCount(scopes: readonly Scope[]): number | null {
  const counts = read();
  const known = scopes.map((scope) => counts[placeKey(scope)]);
  if (known.some((count) => count === undefined)) return null;
  return known.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

export function rememberCount(scope: Scope, nodes: number): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...read(), [placeKey(scope)]: nodes }));
  } catch {
    // storage is forbidden: no guess next time
  }
}

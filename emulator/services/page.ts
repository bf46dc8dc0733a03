import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { AwsError } from '../server/aws-error';

/** What one request asks of a listing. */
interface PageRequest {
  /** Operation, place and filters: a token given for one listing is refused by another. */
  readonly scope: unknown;
  readonly token: string | undefined;
  readonly size: number;
  /** The service's own error for a token it did not give (`InvalidNextToken`, …). */
  readonly refuse: () => AwsError;
}

interface Page<T> {
  readonly items: T[];
  /** Absent on the last page. */
  readonly next: string | undefined;
}

// Tokens live as long as the process: AWS's expire too, and nobody keeps one.
const secret = randomBytes(32);
const position = z.tuple([z.string(), z.string()]);

/**
 * One page of a listing sorted by `keyOf` (plain string order, unique). Tokens name the last key given,
 * so items made or deleted between two pages neither repeat nor vanish.
 */
export function pageOf<T>(sorted: readonly T[], keyOf: (item: T) => string, request: PageRequest): Page<T> {
  const after = lastKeyGiven(request);
  const start = after === undefined ? 0 : firstAfter(sorted, keyOf, after);
  const items = sorted.slice(start, start + request.size);
  const last = items.at(-1);
  const more = start + items.length < sorted.length;
  return { items, next: more && last !== undefined ? pageToken(request.scope, keyOf(last)) : undefined };
}

/** The key in a token; throws the service's error for one that is forged, torn or of another listing. */
export function lastKeyGiven(request: Omit<PageRequest, 'size'>): string | undefined {
  if (request.token === undefined) return undefined;
  const [body = '', mark = ''] = request.token.split('.');
  if (!sameText(mark, signature(body))) throw request.refuse();
  const parsed = position.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (!parsed.success || parsed.data[0] !== fingerprint(request.scope)) throw request.refuse();
  return parsed.data[1];
}

export function pageToken(scope: unknown, lastKey: string): string {
  const body = Buffer.from(JSON.stringify([fingerprint(scope), lastKey])).toString('base64url');
  return `${body}.${signature(body)}`;
}

const signature = (body: string) => createHmac('sha256', secret).update(body).digest('base64url');

const fingerprint = (scope: unknown) =>
  createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 16);

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Binary search: index of the first item whose key is greater than `after`. */
function firstAfter<T>(sorted: readonly T[], keyOf: (item: T) => string, after: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item !== undefined && keyOf(item) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Plain code-unit order, the order `pageOf` expects. */
export const byKey =
  <T>(keyOf: (item: T) => string) =>
  (a: T, b: T): number => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };

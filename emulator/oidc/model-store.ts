import type { Adapter, AdapterPayload } from 'oidc-provider';
import { Shelf, type World } from '../world/world';

interface Kept {
  readonly model: string;
  payload: AdapterPayload;
  /** Epoch milliseconds of real time; undefined does not end. */
  readonly expiresAtMs: number | undefined;
}

const models = new Shelf('oidc.models', () => new Map<string, Kept>());

/** Past this many, what has ended is dropped. */
const modelsKept = 2_000;

/** Everything the OpenID provider remembers (sign-ins, grants, codes, tokens), on the world's shelf: a reset signs everybody out. */
export const modelStore =
  (world: World) =>
  (model: string): Adapter => {
    const key = (id: string) => `${model}:${id}`;
    const alive = (): [string, Kept][] =>
      [...models.of(world)].filter(
        ([, { expiresAtMs }]) => expiresAtMs === undefined || expiresAtMs > Date.now(),
      );
    const findWhere = (fits: (payload: AdapterPayload) => boolean) =>
      alive().find(([, kept]) => kept.model === model && fits(kept.payload))?.[1].payload;
    return {
      async upsert(id, payload, expiresIn) {
        if (models.of(world).size > modelsKept) dropEnded(world, alive());
        const expiresAtMs = expiresIn ? Date.now() + expiresIn * 1000 : undefined;
        models.of(world).set(key(id), { model, payload, expiresAtMs });
      },
      async find(id) {
        const kept = models.of(world).get(key(id));
        return kept && (kept.expiresAtMs ?? Number.POSITIVE_INFINITY) > Date.now() ? kept.payload : undefined;
      },
      findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
      async consume(id) {
        const kept = models.of(world).get(key(id));
        if (kept) kept.payload = { ...kept.payload, consumed: Math.floor(Date.now() / 1000) };
      },
      async destroy(id) {
        models.of(world).delete(key(id));
      },
      async revokeByGrantId(grantId) {
        dropWhere(world, ({ payload }) => payload.grantId === grantId);
      },
    };
  };

/** Ends everything one person has: browser sign-in, grants, refresh and access tokens. */
export const signOutEverywhere = (world: World, sub: string): void =>
  dropWhere(world, ({ payload }) => payload.accountId === sub);

function dropEnded(world: World, alive: readonly [string, Kept][]): void {
  const keep = new Set(alive.map(([id]) => id));
  for (const id of models.of(world).keys()) if (!keep.has(id)) models.of(world).delete(id);
}

function dropWhere(world: World, fits: (kept: Kept) => boolean): void {
  for (const [id, kept] of models.of(world)) if (fits(kept)) models.of(world).delete(id);
}

import 'server-only';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { OpenDatabase } from '@/lib/db/database';
import { type SignInRow, signIns } from '@/lib/db/schema';
import { RowMemory } from './row-memory';

/** How long an ended sign-in is kept, so that signing in again can still tell whether it is the same person. */
export const keptMs = 7 * 86_400_000;

type TokenColumns = Pick<
  SignInRow,
  'claims' | 'sealedTokens' | 'idTokenExpiresAt' | 'idTokenIssuedAt' | 'refreshable'
>;
export type NewSignIn = TokenColumns & Pick<SignInRow, 'id' | 'issuer' | 'sub' | 'createdAt' | 'expiresAt'>;

/**
 * The sign-in rows. Every method is one statement: nothing is held while somebody else is asked. A database that
 * others write too is asked at every call; of one that is ours alone the rows are remembered until we write.
 */
export class SignInStore {
  private readonly db: OpenDatabase['db'];
  private readonly memory: RowMemory<SignInRow> | null;

  constructor({ db, ours }: Pick<OpenDatabase, 'db' | 'ours'>) {
    this.db = db;
    this.memory = ours ? new RowMemory() : null;
  }

  find(id: string): Promise<SignInRow | null> {
    const find = async () => {
      const [row] = await this.db.select().from(signIns).where(eq(signIns.id, id)).limit(1);
      return row ?? null;
    };
    return this.memory ? this.memory.read(id, find) : find();
  }

  private write<T>(statement: () => Promise<T>): Promise<T> {
    return this.memory ? this.memory.write(statement) : statement();
  }

  async add(row: NewSignIn): Promise<void> {
    await this.write(async () => this.db.insert(signIns).values(row));
  }

  async revoke(id: string, nowMs: number): Promise<void> {
    await this.write(async () =>
      this.db
        .update(signIns)
        .set({ revokedAt: nowMs, sealedTokens: '' })
        .where(and(eq(signIns.id, id), isNull(signIns.revokedAt))),
    );
  }

  async forgetOld(nowMs: number): Promise<void> {
    await this.write(async () => this.db.delete(signIns).where(lt(signIns.expiresAt, nowMs - keptMs)));
  }

  /**
   * The right to refresh, for one at a time over all replicas: one conditional UPDATE. False when another has
   * it, or has already written newer tokens than `version`.
   */
  async takeLease(
    id: string,
    version: number,
    owner: string,
    nowMs: number,
    untilMs: number,
  ): Promise<boolean> {
    const taken = await this.write(async () =>
      this.db
        .update(signIns)
        .set({ leaseOwner: owner, leaseUntil: untilMs })
        .where(
          and(
            eq(signIns.id, id),
            eq(signIns.tokenVersion, version),
            eq(signIns.refreshable, true),
            isNull(signIns.revokedAt),
            lt(signIns.leaseUntil, nowMs),
          ),
        )
        .returning({ id: signIns.id }),
    );
    return taken.length > 0;
  }

  /** Writes what the refresh brought, if the lease still is ours and the sign-in was not revoked meanwhile. */
  async writeTokens(row: SignInRow, owner: string, fresh: TokenColumns): Promise<SignInRow | null> {
    const [written] = await this.write(async () =>
      this.db
        .update(signIns)
        .set({ ...fresh, tokenVersion: row.tokenVersion + 1, leaseOwner: null, leaseUntil: 0 })
        .where(and(eq(signIns.id, row.id), eq(signIns.leaseOwner, owner), isNull(signIns.revokedAt)))
        .returning(),
    );
    return written ?? null;
  }

  /** Gives the lease back. `refreshable: false` when the provider will not refresh this sign-in again. */
  async releaseLease(
    id: string,
    owner: string,
    then: { refreshable: boolean; retryAtMs: number },
  ): Promise<void> {
    await this.write(async () =>
      this.db
        .update(signIns)
        .set({ leaseOwner: null, leaseUntil: then.retryAtMs, refreshable: then.refreshable })
        .where(and(eq(signIns.id, id), eq(signIns.leaseOwner, owner))),
    );
  }
}

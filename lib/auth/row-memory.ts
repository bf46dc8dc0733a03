/** More people than one console with an embedded database serves; an older row is only read again. */
const rowsMax = 1_000;

/**
 * The rows of a database that nobody but this process writes, as they are: every write passes here, and what it
 * touches is forgotten before and after it. A row that was being read while something was written is not kept.
 */
export class RowMemory<Row> {
  private readonly rows = new Map<string, Row>();
  private writes = 0;

  async read(id: string, find: () => Promise<Row | null>): Promise<Row | null> {
    const kept = this.rows.get(id);
    if (kept !== undefined) return kept;
    const writesBefore = this.writes;
    const row = await find();
    if (row !== null && this.writes === writesBefore) this.keep(id, row);
    return row;
  }

  async write<T>(statement: () => Promise<T>): Promise<T> {
    this.forget();
    try {
      return await statement();
    } finally {
      this.forget();
    }
  }

  /** All of it: writes are rare (a sign-in, a refresh every few minutes), reads are every call. */
  private forget(): void {
    this.writes += 1;
    this.rows.clear();
  }

  private keep(id: string, row: Row): void {
    const oldest = this.rows.size >= rowsMax ? this.rows.keys().next().value : undefined;
    if (oldest !== undefined) this.rows.delete(oldest);
    this.rows.set(id, row);
  }
}

/** One page of a listing. `next` is opaque and goes back as it came; null means that this was the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The condition keys of one request. Names are compared without case, as IAM does. */
export class RequestContext {
  readonly #values = new Map<string, readonly string[]>();

  constructor(keys: Readonly<Record<string, string | readonly string[] | undefined>>) {
    for (const [key, value] of Object.entries(keys)) {
      if (value !== undefined) this.#values.set(key.toLowerCase(), [value].flat());
    }
  }

  has(key: string): boolean {
    return this.#values.has(key.toLowerCase());
  }

  /** Empty when the key is not in the request. */
  values(key: string): readonly string[] {
    return this.#values.get(key.toLowerCase()) ?? [];
  }
}

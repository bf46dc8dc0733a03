export type RequestKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The condition keys of one request. Names are compared without case, as IAM does. */
export class RequestContext {
  #values: Map<string, readonly string[]> | undefined;

  /** @param keys a function is called when a policy first asks for a key: most have no conditions */
  constructor(private readonly keys: RequestKeys | (() => RequestKeys)) {}

  has(key: string): boolean {
    return this.#lowered().has(key.toLowerCase());
  }

  /** Empty when the key is not in the request. */
  values(key: string): readonly string[] {
    return this.#lowered().get(key.toLowerCase()) ?? [];
  }

  #lowered(): Map<string, readonly string[]> {
    if (this.#values) return this.#values;
    const values = new Map<string, readonly string[]>();
    const keys = typeof this.keys === 'function' ? this.keys() : this.keys;
    for (const [key, value] of Object.entries(keys))
      if (value !== undefined) values.set(key.toLowerCase(), [value].flat());
    this.#values = values;
    return values;
  }
}

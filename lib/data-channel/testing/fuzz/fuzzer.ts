import { luck } from '../luck';
import { fromHex, toHex } from '../tools';
import { fuzzAgent } from './agent-machine';
import { fuzzClient } from './client-machine';
import { fuzzPort } from './port-machine';

export const machines = { client: fuzzClient, agent: fuzzAgent, port: fuzzPort } as const;
export type Machine = keyof typeof machines;
/** Inputs in hex, each of which does something that none before it does. */
export type Corpus = Readonly<Record<Machine, readonly string[]>>;

/** Longer inputs find no more and take longer to read. */
const inputBytesMax = 120;

/** One machine's fuzzer: changes inputs that did something new, and keeps those that do something new again. */
export class Fuzzer {
  readonly #run: (bytes: Uint8Array) => Set<string>;
  readonly #chance: () => number;
  readonly #inputs: Uint8Array[] = [];
  readonly #seen = new Set<string>();
  #runs = 0;

  constructor(machine: Machine, corpus: readonly string[], seed: number) {
    this.#run = machines[machine];
    this.#chance = luck(seed);
    for (const hex of corpus) this.#try(fromHex(hex));
  }

  get corpus(): string[] {
    return this.#inputs.map(toHex);
  }
  get runs(): number {
    return this.#runs;
  }
  /** Different things seen: operation, state, effects, reason. */
  get behaviours(): number {
    return this.#seen.size;
  }

  /** One more input. Throws, with the input in its message, when a promise is broken. */
  once(): void {
    this.#try(this.#changed());
  }

  #try(input: Uint8Array): void {
    this.#runs += 1;
    const before = this.#seen.size;
    for (const behaviour of this.#outcome(input)) this.#seen.add(behaviour);
    if (this.#seen.size > before) this.#inputs.push(input);
  }

  #outcome(input: Uint8Array): Set<string> {
    try {
      return this.#run(input);
    } catch (cause) {
      throw new Error(`Input ${toHex(input)}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }

  #changed(): Uint8Array {
    const bytes = [...(this.#inputs[this.#below(this.#inputs.length)] ?? [])];
    for (let changes = 1 + this.#below(6); changes > 0; changes -= 1) this.#change(bytes);
    return Uint8Array.from(bytes.slice(0, inputBytesMax));
  }

  #change(bytes: number[]): void {
    const at = this.#below(bytes.length + 1);
    const kind = this.#below(5);
    if (kind === 0) bytes[at] = this.#below(256);
    else if (kind === 1)
      bytes.splice(at, 0, ...Array.from({ length: 1 + this.#below(12) }, () => this.#below(256)));
    else if (kind === 2) bytes.splice(at, 1 + this.#below(8));
    else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(this.#below(bytes.length + 1)).slice(0, 24));
    else bytes.push(...(this.#inputs[this.#below(this.#inputs.length)] ?? []));
  }

  #below(limit: number): number {
    return Math.floor(this.#chance() * limit);
  }
}

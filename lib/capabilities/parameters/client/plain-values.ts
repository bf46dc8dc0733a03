import type { Problem } from '@/lib/kernel/problem';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import { namesPerCallMax, type PlainValue } from '../contract';
import { inGroups } from '../model';

/** Whose value is wanted: one version of one parameter. */
export interface ValueOf {
  readonly scope: Scope;
  readonly name: string;
  readonly version: number;
}

/** What is known of a value. undefined: not read yet. */
export type KnownValue =
  | { readonly value: string }
  | { readonly problem: Problem }
  | { readonly gone: true }
  | undefined;

export interface PlainValuesParts {
  /** Up to ten names of one scope; rejects with a Problem. */
  readonly read: (scope: Scope, names: readonly string[]) => Promise<readonly PlainValue[]>;
  /** Runs the call once the rows that are being drawn have all said what they want. */
  readonly soon: (call: () => void) => void;
}

/** GetParameters fails whole when one name is refused: names of different folders, which rights follow, go apart. */
const rightsFolder = (name: string): string => name.split('/').slice(0, 3).join('/');

const keyOf = ({ scope, name, version }: ValueOf): string => `${scopeKey(scope)}|${version}|${name}`;

/** Values of the rows on screen, ten names a call. A row that leaves the screen before its call takes its wish back. */
export class PlainValues {
  private readonly known = new Map<string, Exclude<KnownValue, undefined>>();
  private readonly wanted = new Map<string, ValueOf>();
  private readonly asked = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private planned = false;

  constructor(private readonly parts: PlainValuesParts) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  peek(of: ValueOf): KnownValue {
    return this.known.get(keyOf(of));
  }

  /** Asks for a value; the answer takes the wish back. A refusal is not asked for again by itself. */
  want(of: ValueOf): () => void {
    const key = keyOf(of);
    if (this.known.has(key) || this.asked.has(key)) return () => undefined;
    this.wanted.set(key, of);
    if (!this.planned) {
      this.planned = true;
      this.parts.soon(() => this.ask());
    }
    return () => this.wanted.delete(key);
  }

  /** Forgets what could not be read, so that rows ask again. */
  forgetFailures(): void {
    for (const [key, known] of this.known) if (!('value' in known)) this.known.delete(key);
    this.changed();
  }

  private ask(): void {
    this.planned = false;
    const groups = new Map<string, ValueOf[]>();
    for (const of of this.wanted.values()) {
      const key = `${scopeKey(of.scope)}|${rightsFolder(of.name)}`;
      groups.set(key, [...(groups.get(key) ?? []), of]);
    }
    this.wanted.clear();
    for (const group of groups.values())
      for (const part of inGroups(group, namesPerCallMax)) void this.read(part);
  }

  private async read(group: readonly ValueOf[]): Promise<void> {
    const scope = group[0]?.scope;
    if (!scope) return;
    for (const of of group) this.asked.add(keyOf(of));
    const answer = await this.parts
      .read(
        scope,
        group.map(({ name }) => name),
      )
      .catch((problem: Problem) => problem);
    for (const of of group) {
      this.asked.delete(keyOf(of));
      this.known.set(keyOf(of), found(answer, of.name));
    }
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

function found(answer: readonly PlainValue[] | Problem, name: string) {
  if (answer instanceof Error) return { problem: answer };
  const value = answer.find((each) => each.name === name);
  return value ? { value: value.value } : { gone: true as const };
}

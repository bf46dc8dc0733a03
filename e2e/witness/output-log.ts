import { StringDecoder } from 'node:string_decoder';

/** Everything an end has been sent, as exact bytes and as text that can be searched step by step. */
export class OutputLog {
  readonly #parts: Buffer[] = [];
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  #searched = 0;
  byteLength = 0;

  append(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.byteLength += bytes.length;
    this.#text += this.#decoder.write(bytes);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  get text(): string {
    return this.#text;
  }

  /** First match behind the last one found; the search goes on behind it next time. */
  next(pattern: RegExp): RegExpExecArray | undefined {
    const match = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).exec(
      this.#text.slice(this.#searched),
    );
    if (!match) return undefined;
    this.#searched += match.index + match[0].length;
    return match;
  }
}

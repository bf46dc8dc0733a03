import type { Page } from '@playwright/test';

/** One shell's output as the page has had it from its worker. Counts are bytes. */
export interface WatchedStream {
  readonly bytes: number;
  /** … of which the page has told the worker that they are on the screen. */
  readonly drawnBytes: number;
  /** The most that was with the page and not yet told as drawn. */
  readonly aheadBytesMost: number;
}

export interface StreamWatch {
  /** In the order in which the shells gave their first output. */
  streams(): WatchedStream[];
  /** SHA-256 of each `blockBytes` of a stream, then of the rest. A sum of the whole would need the whole in memory. */
  digests(stream: number): Promise<string[]>;
  /** All of a stream, where `keepsText` was asked for. */
  text(stream: number): string;
  /** From now on drawing is told no faster than this, as by a slow terminal; null: as fast as it is; 0: not at all. */
  draw(bytesPerSecond: number | null): void;
}

declare global {
  interface Window {
    streamWatch: StreamWatch;
  }
}

export const blockBytes = 1_000_000;

/** Watches each shell of the pages that come after, between their worker and the terminals. */
export async function watchStreams(page: Page, { keepsText = false } = {}): Promise<void> {
  await page.addInitScript(installStreamWatch, { keepsText, blockBytes });
}

export const streams = (page: Page): Promise<WatchedStream[]> =>
  page.evaluate(() => window.streamWatch.streams());

export const textOf = (page: Page, stream: number): Promise<string> =>
  page.evaluate((index) => window.streamWatch.text(index), stream);

/** The stream that came first, for pages with one shell. */
export async function theStream(page: Page): Promise<WatchedStream> {
  const [stream] = await streams(page);
  return stream ?? { bytes: 0, drawnBytes: 0, aheadBytesMost: 0 };
}

/** Runs in the page before its scripts, so it can use nothing of this module. */
function installStreamWatch(given: { keepsText: boolean; blockBytes: number }): void {
  interface Drawn {
    readonly say: 'drawn';
    readonly channel: string;
    readonly bytes: number;
  }

  class Stream {
    bytes = 0;
    drawnBytes = 0;
    aheadBytesMost = 0;
    text = '';
    private readonly decoder = new TextDecoder();
    private readonly block = new Uint8Array(given.blockBytes);
    private filled = 0;
    private readonly ended: Promise<string>[] = [];

    came(bytes: Uint8Array): void {
      this.bytes += bytes.length;
      this.aheadBytesMost = Math.max(this.aheadBytesMost, this.bytes - this.drawnBytes);
      if (given.keepsText) this.text += this.decoder.decode(bytes, { stream: true });
      for (let rest = bytes; rest.length > 0; ) {
        const part = rest.subarray(0, given.blockBytes - this.filled);
        this.block.set(part, this.filled);
        this.filled += part.length;
        rest = rest.subarray(part.length);
        if (this.filled === given.blockBytes) this.endBlock();
      }
    }

    digests(): Promise<string[]> {
      if (this.filled > 0) this.endBlock();
      return Promise.all(this.ended);
    }

    private endBlock(): void {
      this.ended.push(hexOfSha256(this.block.slice(0, this.filled)));
      this.filled = 0;
    }
  }

  const hexOfSha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
    [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');

  const known = new Map<string, Stream>();
  const streamOf = (channel: string): Stream => {
    const stream = known.get(channel) ?? new Stream();
    known.set(channel, stream);
    return stream;
  };
  const at = (index: number): Stream => {
    const stream = [...known.values()][index];
    if (!stream) throw new Error(`No stream ${index}.`);
    return stream;
  };

  let bytesPerSecond: number | null = null;
  let may = 0;
  let lastMs = performance.now();
  const late: { readonly message: Drawn; readonly tell: () => void }[] = [];
  const tellDrawn = () => {
    const nowMs = performance.now();
    may += ((bytesPerSecond ?? 0) * (nowMs - lastMs)) / 1e3;
    lastMs = nowMs;
    for (let next = late[0]; next && (bytesPerSecond === null || next.message.bytes <= may); next = late[0]) {
      late.shift();
      may -= next.message.bytes;
      streamOf(next.message.channel).drawnBytes += next.message.bytes;
      next.tell();
    }
    // Time counts from when there is something to draw.
    const idle = [...known.values()].every((stream) => stream.bytes === stream.drawnBytes);
    if (idle || bytesPerSecond === null) may = 0;
  };
  setInterval(tellDrawn, 50);

  window.streamWatch = {
    streams: () =>
      [...known.values()].map(({ bytes, drawnBytes, aheadBytesMost }) => ({
        bytes,
        drawnBytes,
        aheadBytesMost,
      })),
    digests: (index) => at(index).digests(),
    text: (index) => [...known.values()][index]?.text ?? '',
    draw: (rate) => {
      tellDrawn();
      bytesPerSecond = rate;
      tellDrawn();
    },
  };

  window.Worker = class extends window.Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent) => {
        if (data?.say === 'output') streamOf(data.channel).came(data.bytes);
      });
      const post = this.postMessage.bind(this);
      this.postMessage = (message: Drawn | { say: unknown }, transfer?: unknown) => {
        const tell = () => post(message, Array.isArray(transfer) ? transfer : []);
        if (message.say !== 'drawn' || !('channel' in message)) {
          tell();
          return;
        }
        late.push({ message, tell });
        if (bytesPerSecond === null) tellDrawn();
      };
    }
  };
}

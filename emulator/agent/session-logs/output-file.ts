import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What S3 takes here in one upload; a log beyond it ends with a line that says so. */
const fileBytesMax = 60 * 1024 * 1024;
const cutNotice = Buffer.from('\r\n[The log ends here: the emulator keeps 60 MiB of a session.]\r\n');

/** A session's output on disk, for this user's eyes only, until it is uploaded: it may be more than memory should hold. */
export class OutputFile {
  #bytes = 0;
  #isDropped = false;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(private readonly handle: FileHandle) {}

  /** A file without a name: however this process ends, nothing of the session stays on disk. */
  static async create(): Promise<OutputFile> {
    const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-session-'));
    try {
      return new OutputFile(await open(join(folder, 'output'), 'wx+', 0o600));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A program may print on while its log is on the way already: that is left out. */
  append(bytes: Uint8Array): void {
    if (this.#isDropped || this.#bytes > fileBytesMax) return;
    this.#bytes += bytes.length;
    const written = this.#bytes > fileBytesMax ? cutNotice : Buffer.from(bytes);
    this.#writing = this.#writing.then(() => this.handle.write(written));
    // A full disk is told to who reads; unheard it would end the agent, and every shell with it.
    this.#writing.catch(() => {});
  }

  /** Everything that was appended. Rejects where it could not be written. */
  async read(): Promise<Buffer> {
    await this.#writing;
    const { size } = await this.handle.stat();
    const bytes = Buffer.alloc(size);
    await this.handle.read(bytes, 0, size, 0);
    return bytes;
  }

  async drop(): Promise<void> {
    this.#isDropped = true;
    await this.#writing.catch(() => {});
    await this.handle.close();
  }
}

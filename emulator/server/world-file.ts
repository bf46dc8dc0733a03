import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { shelves, type World } from '../world/world';
import type { Emulator } from './emulator';
import { lockFolder } from './folder-lock';

/** A data folder that cannot be used, in one line. */
export class WorldFileError extends Error {
  override readonly name = 'WorldFileError';
}

/** Raised when what is on the shelves changes its shape: an older file is then refused, not misread. */
const formatVersion = 2;

/** How long a change may wait for its saving: several make one write. */
const saveAfterMs = 1_000;
/** Nothing is answered while a world is serialized: a large one is saved less often, so that this is a twentieth of the time at most. */
const restPerSaving = 20;

const savedWorld = z.object({
  formatVersion: z.literal(formatVersion),
  seed: z.number(),
  clockOffsetMs: z.number(),
  luckState: z.number(),
  shelves: z.map(z.string(), z.map(z.string(), z.unknown())),
});

/** Keeps a world in `<folder>/world.v8`, whole and at once (write beside, then rename), for one process at a time. */
export class WorldFile {
  #timer: NodeJS.Timeout | undefined;
  /** The last save there is; the next one comes after it. */
  #saving: Promise<void> = Promise.resolve();
  /** A save that has not begun yet: it will have whatever has changed until then. */
  #next: Promise<void> | undefined;
  #emulator: Emulator | undefined;
  #serializingMs = 0;

  private constructor(
    private readonly file: string,
    private readonly unlock: () => Promise<void>,
  ) {}

  /** Makes and locks the folder. Throws FolderInUseError when another process has it. */
  static async open(folder: string): Promise<WorldFile> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unlock = await lockFolder(folder, 'EMULATOR_DATA_DIR');
    return new WorldFile(join(folder, 'world.v8'), unlock);
  }

  /** Takes the world from the file; false when there is none yet. */
  async load(world: World): Promise<boolean> {
    const bytes = await readFile(this.file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new WorldFileError(`${this.file} cannot be read (${error.code}).`);
    });
    if (!bytes) return false;
    const saved = parseSaved(bytes);
    if (!saved) throw new WorldFileError(`${this.file} is not of this version; move it away to start anew.`);
    for (const [name, kept] of saved.shelves) shelves.get(name)?.load(world, kept);
    world.clock.restore(saved.clockOffsetMs);
    world.luck.restore(saved.luckState);
    return true;
  }

  /** Saves from now on, a moment after each change and at the end. */
  keep(emulator: Emulator): void {
    this.#emulator = emulator;
    emulator.watch(() => {
      const afterMs = Math.max(saveAfterMs, this.#serializingMs * restPerSaving);
      this.#timer ??= setTimeout(() => this.saveInTurn(), afterMs);
    });
    emulator.world.kept = () => this.save();
    this.saveInTurn();
  }

  /** The last save, then the folder is free. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.saveInTurn();
    await this.#saving;
    if (this.#emulator) this.#emulator.world.kept = async () => {};
    await this.unlock();
  }

  private saveInTurn(): void {
    this.#timer = undefined;
    this.save().catch((error: unknown) => console.error(`emulator: ${this.file} could not be saved`, error));
  }

  /** Resolves when everything that is so now is on disk; rejects where it cannot be written. */
  private save(): Promise<void> {
    if (this.#next) return this.#next;
    const next = this.#saving.then(() => {
      this.#next = undefined;
      return this.write();
    });
    this.#next = next;
    this.#saving = next.catch(() => {});
    return next;
  }

  private async write(): Promise<void> {
    if (!this.#emulator) return;
    const { world } = this.#emulator;
    const begunAtMs = performance.now();
    const bytes = serialize({
      formatVersion,
      seed: world.seed,
      clockOffsetMs: world.clock.offsetMs,
      luckState: world.luck.state,
      shelves: new Map([...shelves].map(([name, shelf]) => [name, shelf.dump(world)])),
    });
    this.#serializingMs = performance.now() - begunAtMs;
    const beside = `${this.file}.new`;
    // Keys and secrets are in it: nobody else may read it, not even while it is written.
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(beside, 0o600);
    await rename(beside, this.file);
  }
}

function parseSaved(bytes: Buffer): z.output<typeof savedWorld> | undefined {
  try {
    return savedWorld.safeParse(deserialize(bytes)).data;
  } catch {
    return undefined;
  }
}

import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { type Seed, seed } from './seed';

/** A seed file that cannot be used; the message names file, path in it, and what is wrong. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

/** Reads and checks a seed file (JSON). Throws SeedError. */
export async function readSeedFile(path: string): Promise<Seed> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SeedError(`Seed file ${path} cannot be read.`, { cause });
  });
  const parsed = seed.safeParse(json(text, path));
  if (parsed.success) return parsed.data;
  throw new SeedError(`Seed file ${path} is not valid:\n${parsed.error.issues.map(line).join('\n')}`);
}

function json(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SeedError(`Seed file ${path} is not JSON: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  }
}

/** `nodes[2].platformType: …`, as one would write it in code. */
function line({ path, message }: z.core.$ZodIssue): string {
  const place = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return `  ${place || '(top)'}: ${message}`;
}

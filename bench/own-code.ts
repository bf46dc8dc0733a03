import { AnyMap, eachMapping } from '@jridgewell/trace-mapping';
import { z } from 'zod';

/** Turbopack names a source after the project's root; its own run time and packages are somebody else's. */
const ours = /\[project\]\/(?!.*node_modules\/)/;

const sourceMap = z.looseObject({ version: z.number() }).transform((map) => JSON.stringify(map));

/**
 * How much of a script comes from our own files, 0 to 1, by its source map: each character belongs to the source of
 * the mapping before it on its line.
 */
export function ownShare(code: string, map: unknown): number {
  const widths = code.split('\n').map(({ length }) => length);
  let owned = 0;
  let last = { line: 1, column: 0, ours: false };
  const close = (end: number) => {
    if (last.ours) owned += end - last.column;
  };
  eachMapping(AnyMap(sourceMap.parse(map)), ({ generatedLine, generatedColumn, source }) => {
    close(generatedLine === last.line ? generatedColumn : (widths[last.line - 1] ?? last.column));
    last = { line: generatedLine, column: generatedColumn, ours: ours.test(source ?? '') };
  });
  close(widths[last.line - 1] ?? last.column);
  return code.length === 0 ? 0 : owned / code.length;
}

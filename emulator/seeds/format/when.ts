import { z } from 'zod';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const agoShape = /^(\d+(?:\.\d+)?)([mhd]) ago$/;

/** A time in a seed: `2026-03-01T09:00:00Z`, or counted back from the start of the world: `3d ago`, `2h ago`, `10m ago`. */
export const when = z
  .string()
  .refine(
    (text) => agoShape.test(text) || z.iso.datetime({ offset: true }).safeParse(text).success,
    'neither an ISO time nor like "3d ago", "2h ago", "10m ago"',
  );

/** Epoch milliseconds of a time in a seed. */
export function whenMs(text: z.infer<typeof when>, startMs: number): number {
  const ago = agoShape.exec(text);
  if (!ago) return Date.parse(text);
  const unit = ago[2];
  return startMs - Number(ago[1]) * (unit === 'm' || unit === 'h' || unit === 'd' ? unitMs[unit] : 0);
}

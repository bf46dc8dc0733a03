import { type Patch, patchStateWords } from '../contract';

const severityOrder = ['critical', 'important', 'high', 'moderate', 'medium', 'low', 'informational'];

/** A severity's place, worst first; words a platform made up itself come after those known. */
export function severityRank(severity: string): number {
  const place = severityOrder.indexOf(severity.toLowerCase());
  return place < 0 ? severityOrder.length : place;
}

export const stateRank = ({ state }: Pick<Patch, 'state'>): number =>
  state === null ? patchStateWords.length : patchStateWords.indexOf(state);

/** What needs somebody comes first: by state, then by severity, then by title. */
export const worstFirst = (patches: readonly Patch[]): readonly Patch[] =>
  [...patches].sort(
    (a, b) =>
      stateRank(a) - stateRank(b) ||
      severityRank(a.severity) - severityRank(b.severity) ||
      a.title.localeCompare(b.title),
  );

'use client';
import { CountTiles } from '@/components/count-tiles';
import { complianceStates, complianceWords, needs, needWords, type PatchRow } from '../../model';
import { countMatching, type PatchFilter } from '../patch-filter';

interface TilesProps {
  readonly rows: readonly PatchRow[];
  readonly isChosen: (filter: PatchFilter) => boolean;
  readonly onChoose: (filter: PatchFilter) => void;
}

const tiles: readonly { readonly label: string; readonly filter: PatchFilter }[] = [
  ...complianceStates.map((compliance) => ({ label: complianceWords[compliance], filter: { compliance } })),
  ...needs.map((need) => ({ label: needWords[need], filter: { need } })),
];

/** The numbers that answer "are we safe?"; each is a filter on the table under it. */
export function Tiles({ rows, isChosen, onChoose }: TilesProps) {
  const counted = tiles.map(({ label, filter }) => ({
    id: label,
    label,
    filter,
    count: countMatching(rows, filter),
    pressed: isChosen(filter),
  }));
  return <CountTiles tiles={counted} onPress={({ filter }) => onChoose(filter)} />;
}

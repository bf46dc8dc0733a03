'use client';
import { type CountTile, CountTiles } from '@/components/count-tiles';
import { complianceStates, complianceWords, needs, needWords, type PatchRow } from '../../model';
import { countMatching, type PatchFilter } from '../patch-filter';

interface TilesProps {
  readonly rows: readonly PatchRow[];
  readonly isChosen: (filter: PatchFilter) => boolean;
  readonly onChoose: (filter: PatchFilter) => void;
}

interface Tile extends Pick<CountTile, 'label' | 'tone'> {
  readonly filter: PatchFilter;
}

const stateTones = { compliant: 'green', 'non-compliant': 'red', 'not-reported': undefined } as const;
const needTones = { 'critical-missing': 'red', 'pending-reboot': 'amber', failed: 'red' } as const;

const tiles: readonly Tile[] = [
  ...complianceStates.map((compliance) => ({
    label: complianceWords[compliance],
    tone: stateTones[compliance],
    filter: { compliance },
  })),
  ...needs.map((need) => ({ label: needWords[need], tone: needTones[need], filter: { need } })),
];

/** The numbers that answer "are we safe?"; each is a filter on the table under it. */
export function Tiles({ rows, isChosen, onChoose }: TilesProps) {
  const counted = tiles.map((tile) => ({
    ...tile,
    id: tile.label,
    count: countMatching(rows, tile.filter),
    pressed: isChosen(tile.filter),
  }));
  return <CountTiles tiles={counted} onPress={({ filter }) => onChoose(filter)} />;
}

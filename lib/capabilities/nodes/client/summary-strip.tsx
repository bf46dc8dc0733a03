'use client';
import { CountTiles } from '@/components/count-tiles';
import type { RowFilter } from '@/components/data-table/filter-rows';
import { hasToken, pressTile, type SummaryTile } from './fleet-summary';

/** Numbers over the list; each is a filter. */
export function SummaryStrip(props: {
  tiles: readonly SummaryTile[];
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}) {
  const tiles = props.tiles.map((tile) => ({
    ...tile,
    pressed: tile.token !== null && hasToken(props.filter, tile.token),
  }));
  return <CountTiles tiles={tiles} onPress={(tile) => props.onFilter(pressTile(props.filter, tile))} />;
}

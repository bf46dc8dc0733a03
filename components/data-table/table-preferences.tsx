'use client';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import type { Column } from './column';
import type { Density } from './use-density';

interface TablePreferencesProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly shown: readonly Column<Row>[];
  readonly onColumns: (ids: readonly string[]) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}

/** Which columns, in which order, how dense. */
export function TablePreferences<Row>(props: TablePreferencesProps<Row>) {
  const { columns, shown } = props;
  const shownIds = new Set(shown.map(({ id }) => id));
  const ordered = [...shown, ...columns.filter(({ id }) => !shownIds.has(id))];
  return (
    <CollectionPreferences
      title="Table preferences"
      confirmLabel="Save preferences"
      cancelLabel="Cancel"
      preferences={{
        contentDensity: props.density,
        contentDisplay: ordered.map(({ id }) => ({ id, visible: shownIds.has(id) })),
      }}
      contentDensityPreference={{ label: 'Compact rows', description: 'More rows on the screen.' }}
      contentDisplayPreference={{
        title: 'Columns',
        description: 'Choose what is shown, and in which order.',
        options: columns.map(({ id, header, fixed }) => ({
          id,
          label: header,
          alwaysVisible: fixed ?? false,
        })),
      }}
      onConfirm={({ detail }) => {
        props.onDensity(detail.contentDensity ?? 'compact');
        const chosen = detail.contentDisplay?.filter(({ visible }) => visible) ?? [];
        props.onColumns(chosen.map(({ id }) => id));
      }}
    />
  );
}

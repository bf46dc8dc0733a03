'use client';
import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { Column } from './column';
import type { Density } from './use-density';

// With what it needs to drag columns it would be 20 kB of every first visit, for a dialog that few open.
const PreferencesDialog = lazy(() => import('./preferences-dialog'));
const title = 'Table preferences';

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
  const [wanted, setWanted] = useState(false);
  const shownIds = new Set(shown.map(({ id }) => id));
  const ordered = [...shown, ...columns.filter(({ id }) => !shownIds.has(id))];
  const button = (
    <Button variant="icon" iconName="settings" ariaLabel={title} onClick={() => setWanted(true)} />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <PreferencesDialog
        title={title}
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
    </Suspense>
  );
}

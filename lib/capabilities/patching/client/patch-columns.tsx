import type { Column } from '@/components/data-table/column';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { RowLink } from '@/components/row-link';
import { StatusBadge, type Tone } from '@/components/status-badge';
import { routes } from '@/lib/kernel/routes';
import { absoluteTime } from '@/lib/kernel/time';
import type { PatchState } from '../contract';
import { type ComplianceState, complianceStates, complianceWords, type PatchRow } from '../model';

const tones: Record<ComplianceState, Tone> = {
  compliant: 'green',
  'non-compliant': 'red',
  'not-reported': 'grey',
};

export const ComplianceBadge = ({ state }: { state: ComplianceState }) => (
  <StatusBadge tone={tones[state]}>{complianceWords[state]}</StatusBadge>
);

const notReported = 'No patch operation has reported on this node';

function countColumn(
  id: keyof PatchState & string,
  header: string,
  of: (state: PatchState) => number,
): Column<PatchRow> {
  return {
    id,
    header,
    width: 100,
    align: 'right',
    value: ({ state }) => (state ? of(state) : null),
    cell: ({ state }) => (state ? of(state).toLocaleString('en') : <Missing why={notReported} />),
  };
}

const text = (
  id: string,
  header: string,
  width: number,
  of: (row: PatchRow) => string | null,
  why: string,
) => ({
  id,
  header,
  width,
  value: of,
  cell: (row: PatchRow) => of(row) ?? <Missing why={why} />,
});

export const patchColumns: readonly Column<PatchRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 180,
    fixed: true,
    value: ({ name }) => name,
    cell: (row) => <RowLink href={routes.node(row, row.id, 'patches')}>{row.name}</RowLink>,
  },
  {
    id: 'compliance',
    header: 'State',
    width: 150,
    value: ({ compliance }) => complianceStates.indexOf(compliance),
    text: ({ compliance }) => complianceWords[compliance],
    cell: ({ compliance }) => <ComplianceBadge state={compliance} />,
  },
  countColumn('criticalNonCompliant', 'Critical', (state) => state.criticalNonCompliant),
  countColumn('securityNonCompliant', 'Security', (state) => state.securityNonCompliant),
  countColumn('otherNonCompliant', 'Other', (state) => state.otherNonCompliant),
  countColumn('missing', 'Missing', (state) => state.missing),
  countColumn('failed', 'Failed', (state) => state.failed),
  countColumn('pendingReboot', 'Reboot', (state) => state.pendingReboot),
  text(
    'patchGroup',
    'Patch group',
    130,
    ({ state }) => state?.patchGroup ?? null,
    'In no patch group, or not reported',
  ),
  text('account', 'Account', 130, ({ accountName }) => accountName, ''),
  text('region', 'Region', 110, ({ region }) => region, ''),
  {
    id: 'scanned',
    header: 'Last report',
    width: 120,
    value: ({ state }) => state?.operationEndedAt ?? null,
    text: ({ state }) => (state?.operationEndedAt ? absoluteTime(state.operationEndedAt) : ''),
    cell: ({ state }) =>
      state?.operationEndedAt ? (
        <RelativeTime atMs={state.operationEndedAt} />
      ) : (
        <Missing why={notReported} />
      ),
  },
  text('operation', 'Operation', 100, ({ state }) => state?.operation ?? null, notReported),
  {
    ...text('baseline', 'Baseline', 210, ({ state }) => state?.baselineId ?? null, notReported),
    hiddenAtFirst: true,
  },
  {
    ...text('platform', 'Platform', 110, ({ platformType }) => platformType, 'The agent did not say'),
    hiddenAtFirst: true,
  },
  { id: 'id', header: 'Node ID', width: 190, hiddenAtFirst: true, value: ({ id }) => id },
];

import { type FilterProperty, type FilterToken, filterRows } from '@/components/data-table/filter-rows';
import { type Severity, severities } from '../contract';
import {
  type ComplianceState,
  complianceStates,
  complianceWords,
  type Grouping,
  groupingWords,
  groupOf,
  groupsIn,
  type Need,
  needs,
  needsOf,
  needWords,
  openSeverities,
  type PatchRow,
  severityWords,
} from '../model';

/** What a slice, a bar's part or a number stands for. Pressed, it becomes the table's filter. */
export interface PatchFilter {
  readonly compliance?: ComplianceState;
  readonly severity?: Severity;
  readonly need?: Need;
  readonly group?: { readonly by: Grouping; readonly is: string };
}

const words = <T extends string>(list: readonly T[], of: Record<T, string>): string =>
  list.map((each) => of[each]).join(', ');

const grouping = (by: Grouping): FilterProperty<PatchRow> => ({
  key: by,
  label: groupingWords[by],
  text: groupOf[by],
});

/** What rows are filtered by, from the search field and from the charts alike. */
export const patchProperties: readonly FilterProperty<PatchRow>[] = [
  {
    key: 'compliance',
    label: 'State',
    text: ({ compliance }) => complianceWords[compliance],
    options: complianceStates.map((state) => complianceWords[state]),
  },
  {
    key: 'severity',
    label: 'Open severities',
    text: (row) => words(openSeverities(row), severityWords),
    options: severities.map((severity) => severityWords[severity]),
  },
  {
    key: 'need',
    label: 'Needs',
    text: (row) => words(needsOf(row), needWords),
    options: needs.map((need) => needWords[need]),
  },
  grouping('account'),
  grouping('region'),
  grouping('platform'),
  grouping('patchGroup'),
  { key: 'name', label: 'Name', text: ({ name }) => name },
  { key: 'id', label: 'Node ID', text: ({ id }) => id },
  { key: 'baseline', label: 'Baseline', text: ({ state }) => state?.baselineId ?? '' },
];

/** The tokens that leave exactly the rows behind a number. */
export function tokensOf({ compliance, severity, need, group }: PatchFilter): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  if (compliance) tokens.push({ property: 'compliance', operator: '=', value: complianceWords[compliance] });
  if (severity) tokens.push({ property: 'severity', operator: ':', value: severityWords[severity] });
  if (need) tokens.push({ property: 'need', operator: ':', value: needWords[need] });
  if (group) tokens.push({ property: group.by, operator: '=', value: group.is });
  return tokens;
}

/** How many rows a filter leaves: the one way in which every number on the page is made. */
export const countMatching = (rows: readonly PatchRow[], filter: PatchFilter): number =>
  filterRows(rows, patchProperties, { operation: 'and', tokens: tokensOf(filter) }).length;

/** One bar: nodes with open patches of one severity, parted by the grouping. */
export interface SeverityBar {
  readonly severity: Severity;
  readonly parts: readonly { readonly group: string; readonly count: number }[];
}

/** The bars of "nodes missing patches by severity". */
export function severityBars(rows: readonly PatchRow[], by: Grouping): readonly SeverityBar[] {
  const groups = groupsIn(rows, by);
  return severities.map((severity) => ({
    severity,
    parts: groups.map((is) => ({ group: is, count: countMatching(rows, { severity, group: { by, is } }) })),
  }));
}

/** Whether the table is filtered by exactly these conditions, in whichever order. */
export const sameTokens = (one: readonly FilterToken[], other: readonly FilterToken[]): boolean =>
  one.length === other.length &&
  other.every((token) =>
    one.some(
      ({ property, operator, value }) =>
        property === token.property && operator === token.operator && value === token.value,
    ),
  );

import type { Column } from '@/components/data-table/column';
import type { FilterProperty } from '@/components/data-table/filter-rows';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { StatusBadge, type Tone } from '@/components/status-badge';
import { absoluteTime } from '@/lib/kernel/time';
import { type Patch, type PatchStateWord, patchStateWords } from '../contract';
import { patchStateMeaning } from '../model';
import { severityRank, stateRank } from './node-patch-order';

const stateTones: Record<PatchStateWord, Tone> = {
  MISSING: 'red',
  FAILED: 'red',
  INSTALLED_PENDING_REBOOT: 'amber',
  INSTALLED_REJECTED: 'red',
  AVAILABLE_SECURITY_UPDATE: 'amber',
  INSTALLED: 'green',
  INSTALLED_OTHER: 'grey',
  NOT_APPLICABLE: 'grey',
};

/** ux.md's colours of severities; platforms spell them in their own words. */
const severityTones: Record<string, Tone> = {
  critical: 'red',
  important: 'orange',
  high: 'orange',
  moderate: 'amber',
  medium: 'amber',
  low: 'blue',
};

const stateText = ({ state }: Patch): string => (state === null ? 'Unknown' : patchStateMeaning[state].words);

export const nodePatchColumns: readonly Column<Patch>[] = [
  { id: 'title', header: 'Title', width: 300, fixed: true, value: ({ title }) => title },
  {
    id: 'state',
    header: 'State',
    width: 170,
    value: stateRank,
    text: stateText,
    cell: (patch) => (
      <StatusBadge
        tone={patch.state === null ? 'grey' : stateTones[patch.state]}
        title={
          patch.state === null
            ? 'A state that this console does not know'
            : patchStateMeaning[patch.state].meaning
        }
      >
        {stateText(patch)}
      </StatusBadge>
    ),
  },
  {
    id: 'severity',
    header: 'Severity',
    width: 130,
    value: ({ severity }) => severityRank(severity),
    text: ({ severity }) => severity,
    cell: ({ severity }) =>
      severity ? (
        <StatusBadge tone={severityTones[severity.toLowerCase()] ?? 'grey'}>{severity}</StatusBadge>
      ) : (
        <Missing why="The patch has no severity" />
      ),
  },
  {
    id: 'classification',
    header: 'Classification',
    width: 140,
    value: ({ classification }) => classification,
  },
  {
    id: 'cves',
    header: 'CVEs',
    width: 240,
    value: ({ cves }) => cves.join(', '),
    cell: ({ cves }) => (cves.length > 0 ? cves.join(', ') : <Missing why="No CVE is named for it" />),
  },
  {
    id: 'installed',
    header: 'Installed',
    width: 110,
    value: ({ installedAt }) => installedAt,
    text: ({ installedAt }) => (installedAt === null ? '' : absoluteTime(installedAt)),
    cell: ({ installedAt }) =>
      installedAt === null ? (
        <Missing why="Not installed, or the node did not say when" />
      ) : (
        <RelativeTime atMs={installedAt} />
      ),
  },
  { id: 'kbId', header: 'ID', width: 220, hiddenAtFirst: true, value: ({ kbId }) => kbId },
];

export const nodePatchProperties: readonly FilterProperty<Patch>[] = [
  {
    key: 'state',
    label: 'State',
    text: stateText,
    options: patchStateWords.map((word) => patchStateMeaning[word].words),
  },
  { key: 'severity', label: 'Severity', text: ({ severity }) => severity },
  { key: 'classification', label: 'Classification', text: ({ classification }) => classification },
  { key: 'cves', label: 'CVE', text: ({ cves }) => cves.join(', ') },
  { key: 'title', label: 'Title', text: ({ title }) => title },
];

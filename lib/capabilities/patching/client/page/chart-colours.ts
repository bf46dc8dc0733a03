import { type ComplianceState, type Grouping, groupingWords } from '../../model';

/** States have the colours of the whole console (app/theme.css); words stand beside them wherever they are drawn. */
export const stateColours: Record<ComplianceState, string> = {
  compliant: 'var(--qd-green)',
  'non-compliant': 'var(--qd-red)',
  'not-reported': 'var(--qd-grey)',
};

/** Groups have no meaning of their own: hues that are told apart on light and dark, and by most colour-blind people. */
const hues = ['#3b82f6', '#d9a300', '#8e4ec6', '#12a594', '#e93d82', '#8b8d98', '#f2762e', '#5b5bd6'];

export const groupColour = (index: number): string => hues[index % hues.length] ?? '#8b8d98';

export const stackedBy = (by: Grouping): string => groupingWords[by].toLowerCase();

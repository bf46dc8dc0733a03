import type { NodeColumnValue, NodeRef } from '@/lib/contribution';
import { complianceStates } from '../model';
import { ComplianceBadge } from './patch-columns';

/** The Patch state column's cell in node lists. */
export function PatchCell({ value }: { node: NodeRef; value: NodeColumnValue }) {
  return <ComplianceBadge state={complianceStates[value.rank ?? -1] ?? 'not-reported'} />;
}

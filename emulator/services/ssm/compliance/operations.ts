import type { Operation } from '../../../server/operation';
import { listComplianceItems } from './list-compliance-items';
import { listComplianceSummaries, listResourceComplianceSummaries } from './list-summaries';

export const operations: readonly Operation[] = [
  listComplianceItems,
  listResourceComplianceSummaries,
  listComplianceSummaries,
];

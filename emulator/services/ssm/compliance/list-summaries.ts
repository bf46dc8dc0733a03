import { z } from 'zod';
import { type Call, operation } from '../../../server/operation';
import { lastKeyGiven, pageOf, pageToken } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { complianceFilters, complianceTest } from './compliance-filters';
import {
  complianceType,
  executionSummary,
  type ResourceCompliance,
  reportingNodes,
  resourceCompliance,
  resourceReaders,
  resourceType,
} from './resource-compliance';
import { severitySummary } from './severity-summary';

const input = z.object({
  Filters: complianceFilters,
  NextToken: z.string().optional(),
  MaxResults: z.int().min(1).max(50).default(50),
});

const leavesOut =
  'Only type Patch: there are no associations and no PutComplianceItems. AWS documents no filter keys; taken are members of the answer.';

/** ListResourceComplianceSummaries: one line per node that reported, in the order of ids. */
export const listResourceComplianceSummaries = operation({
  name: 'ListResourceComplianceSummaries',
  input,
  readOnly: true,
  leavesOut,
  access: (_, { place }) => [onAnyResource(place, 'ListResourceComplianceSummaries')],
  run: (wanted, call) => {
    const passes = complianceTest(wanted.Filters, resourceReaders);
    const scope = ['ListResourceComplianceSummaries', call.place, wanted.Filters];
    const after = lastKeyGiven({ scope, token: wanted.NextToken, refuse: invalidNextToken });
    const found: ResourceCompliance[] = [];
    // One more than asked tells whether there is a next page; nodes behind it are never evaluated.
    for (const resource of resourcesAfter(call, after)) {
      if (passes(resource)) found.push(resource);
      if (found.length > wanted.MaxResults) break;
    }
    const page = found.slice(0, wanted.MaxResults);
    const last = page.at(-1);
    const more = found.length > page.length && last !== undefined;
    return {
      ResourceComplianceSummaryItems: page.map(shown),
      NextToken: more ? pageToken(scope, last.patches.node.id) : undefined,
    };
  },
});

/** ListComplianceSummaries: how many nodes comply, per compliance type; severities are those of the nodes as a whole. */
export const listComplianceSummaries = operation({
  name: 'ListComplianceSummaries',
  input,
  readOnly: true,
  leavesOut,
  access: (_, { place }) => [onAnyResource(place, 'ListComplianceSummaries')],
  run: (wanted, call) => {
    const passes = complianceTest(wanted.Filters, resourceReaders);
    const found = [...resourcesAfter(call, undefined)].filter(passes);
    const page = pageOf(found.length ? [summaryOf(found)] : [], ({ ComplianceType }) => ComplianceType, {
      scope: ['ListComplianceSummaries', call.place, wanted.Filters],
      token: wanted.NextToken,
      size: wanted.MaxResults,
      refuse: invalidNextToken,
    });
    return { ComplianceSummaryItems: page.items, NextToken: page.next };
  },
});

function* resourcesAfter({ world, place }: Call, after: string | undefined): Generator<ResourceCompliance> {
  for (const id of reportingNodes(world, place)) {
    const resource = after !== undefined && id <= after ? undefined : resourceCompliance(world, place, id);
    if (resource) yield resource;
  }
}

function summaryOf(resources: readonly ResourceCompliance[]) {
  const compliant = resources.filter(({ status }) => status === 'COMPLIANT');
  const nonCompliant = resources.filter(({ status }) => status === 'NON_COMPLIANT');
  return {
    ComplianceType: complianceType,
    CompliantSummary: {
      CompliantCount: compliant.length,
      SeveritySummary: severitySummary(compliant.map(({ severity }) => severity)),
    },
    NonCompliantSummary: {
      NonCompliantCount: nonCompliant.length,
      SeveritySummary: severitySummary(nonCompliant.map(({ severity }) => severity)),
    },
  };
}

const shown = (resource: ResourceCompliance) => ({
  ComplianceType: complianceType,
  ResourceType: resourceType,
  ResourceId: resource.patches.node.id,
  Status: resource.status,
  OverallSeverity: resource.severity,
  ExecutionSummary: executionSummary(resource.patches),
  CompliantSummary: {
    CompliantCount: resource.compliant.length,
    SeveritySummary: severitySummary(resource.compliant.map(({ level }) => level)),
  },
  NonCompliantSummary: {
    NonCompliantCount: resource.nonCompliant.length,
    SeveritySummary: severitySummary(resource.nonCompliant.map(({ level }) => level)),
  },
});

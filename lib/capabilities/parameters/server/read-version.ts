import 'server-only';
import {
  GetParameterCommand,
  GetParameterHistoryCommand,
  type ParameterHistory,
  ParameterNotFound,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { ParameterVersion } from '../contract';

/** AWS's own limit for a page of GetParameterHistory (SSM API reference). */
const versionsPerPageMax = 50;

/** One version as the page shows it; a SecureString's value stays on this side. */
export function versionOf(entry: ParameterHistory): ParameterVersion[] {
  if (!entry.Version || !entry.Type) return [];
  return [
    {
      version: entry.Version,
      type: entry.Type,
      value: entry.Type === 'SecureString' ? null : (entry.Value ?? ''),
      changedAt: entry.LastModifiedDate?.getTime() ?? null,
      changedBy: entry.LastModifiedUser ?? null,
      labels: entry.Labels ?? [],
      description: entry.Description || null,
    },
  ];
}

/** The newest version's number, or null where there is no such parameter (any more). */
export async function currentVersion(ssm: SSMClient, name: string): Promise<number | null> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: false }));
    return Parameter?.Version ?? null;
  } catch (error) {
    if (error instanceof ParameterNotFound) return null;
    throw error;
  }
}

/** One page of versions, oldest first as AWS gives them. */
export async function historyPage(ssm: SSMClient, name: string, next: string | null | undefined) {
  const { Parameters = [], NextToken } = await ssm.send(
    new GetParameterHistoryCommand({
      Name: name,
      WithDecryption: false,
      MaxResults: versionsPerPageMax,
      NextToken: next ?? undefined,
    }),
  );
  return { items: Parameters.flatMap(versionOf), next: NextToken || null };
}

/** The versions with these numbers, as far as AWS still keeps them (it keeps 100). */
export async function versionsNumbered(
  ssm: SSMClient,
  name: string,
  wanted: ReadonlySet<number>,
): Promise<readonly ParameterVersion[]> {
  const found: ParameterVersion[] = [];
  let next: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof historyPage>> = await historyPage(ssm, name, next);
    found.push(...page.items.filter(({ version }) => wanted.has(version)));
    next = page.next;
  } while (next !== null && found.length < wanted.size);
  return found;
}

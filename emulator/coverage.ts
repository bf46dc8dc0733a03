import * as ssm from '@aws-sdk/client-ssm';
import type { Service } from './server/service';

const begin = '<!-- coverage: written by `npx tsx emulator/write-coverage.ts`; do not edit -->';
const end = '<!-- /coverage -->';

/** Every operation that the SDK's SSM client knows, by name. */
export const ssmOperations: readonly string[] = Object.keys(ssm)
  .filter((name) => name.endsWith('Command') && name !== '$Command')
  .map((name) => name.slice(0, -'Command'.length))
  .sort();

/** The coverage part of the README: what each service has and leaves out, and what of SSM is missing. */
export function coverage(services: readonly Service[]): string {
  const parts = services
    .map(({ name, ...service }) => ({
      name,
      operations: service.kind === 'operations' ? service.operations : (service.covers ?? []),
    }))
    .filter(({ operations }) => operations.length > 0)
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
    .map(serviceTable);
  return [begin, '', ...parts, ssmMissing(services), end].join('\n');
}

interface Covered {
  readonly name: string;
  readonly operations: readonly { readonly name: string; readonly leavesOut?: string | undefined }[];
}

const rank = ({ name }: Covered) => (name === 'ssm' ? 0 : 1);

function serviceTable(service: Covered): string {
  const rows = [...service.operations]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, leavesOut }) => `| ${name} | ${(leavesOut ?? '').replaceAll('|', '\\|')} |`);
  const known = service.operations.filter(({ name }) => ssmOperations.includes(name)).length;
  const counted = service.name === 'ssm' ? ` (${known} of ${ssmOperations.length} that the SDK knows)` : '';
  return `### ${service.name}${counted}\n\n| operation | leaves out |\n| --- | --- |\n${rows.join('\n')}\n`;
}

function ssmMissing(services: readonly Service[]): string {
  const has = new Set(
    services
      .flatMap((it) => (it.kind === 'operations' && it.name === 'ssm' ? it.operations : []))
      .map(({ name }) => name),
  );
  const missing = ssmOperations.filter((name) => !has.has(name));
  return `Not here yet, answered with \`UnknownOperationException\` that names them: ${missing.join(', ')}.\n`;
}

/** The README with its coverage part as the code has it now; throws when the README has lost its marks. */
export function withCoverage(readme: string, services: readonly Service[]): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error('emulator/README.md has no coverage marks.');
  return `${before}${coverage(services)}${after}`;
}

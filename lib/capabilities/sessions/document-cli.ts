import { awsCli, cliLines, shellWord } from '@/lib/kernel/cli';

interface SavedDocument {
  readonly name: string;
  readonly content: string;
  readonly base: { readonly latestVersion: string } | null;
}

/** What "Save changes" does: a new version over the latest one, then put in force; or a document made. */
export function saveDocumentCli(region: string, { name, content, base }: SavedDocument): string {
  const same = { name, content, documentFormat: 'JSON' };
  if (base === null) return awsCli('ssm', 'create-document', { ...same, documentType: 'Session', region });
  const { latestVersion } = base;
  return cliLines([
    awsCli('ssm', 'update-document', { ...same, documentVersion: latestVersion, region }),
    awsCli('ssm', 'update-document-default-version', {
      name,
      documentVersion: String(Number(latestVersion) + 1),
      region,
    }),
  ]);
}

export const listDocumentsCli = (region: string): string =>
  awsCli('ssm', 'list-documents', { filters: 'Key=DocumentType,Values=Session', region });

export const documentTextCli = (region: string, name: string): string =>
  awsCli('ssm', 'get-document', { name, region });

/** The whole log on standard output; `place` is `s3://bucket/key`. */
export const s3LogCli = (region: string, place: string): string =>
  ['aws', 's3', 'cp', place, '-', '--region', region].map(shellWord).join(' ');

/** The whole log, one event a line. */
export const cloudWatchLogCli = (region: string, group: string, stream: string): string =>
  awsCli('logs', 'get-log-events', {
    logGroupName: group,
    logStreamName: stream,
    startFromHead: true,
    query: 'events[].message',
    output: 'text',
    region,
  });

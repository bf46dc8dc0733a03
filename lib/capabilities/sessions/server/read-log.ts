import 'server-only';
import { DescribeSessionsCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { ScopeAws } from '@/lib/aws/scope-aws';
import { inScope } from '@/lib/bff/procedure';
import { Problem } from '@/lib/kernel/problem';
import { type LogPart, logInput } from '../document-contract';
import { type LogPlaces, logPlaces } from '../log-place';
import { readCloudWatchLog } from './cloudwatch-log';
import { readDocument } from './read-document';
import { readS3Log } from './s3-log';

/**
 * A part of what a past session wrote. A POST: what people typed and saw may hold secrets. The place comes from AWS
 * and the session document, never from the page.
 */
export const readLog = inScope
  .meta({
    needs: ['ssm:DescribeSessions', 'ssm:GetDocument', 's3:GetObject', 'logs:GetLogEvents'],
  })
  .input(logInput)
  .mutation(async ({ ctx, input }): Promise<LogPart> => {
    const places = await placesOf(ctx.aws.ssm(), input.sessionId);
    const next = input.next ?? null;
    if (input.from === 's3' && places.s3) return readS3Log(ctx.aws.s3(), places.s3, next);
    if (input.from === 'cloudwatch' && places.cloudWatch)
      return readCloudWatchLog(ctx.aws.logs(), places.cloudWatch, next);
    throw noLogThere(ctx.aws, input.from);
  });

async function placesOf(ssm: SSMClient, sessionId: string): Promise<LogPlaces> {
  const { Sessions = [] } = await ssm.send(
    new DescribeSessionsCommand({ State: 'History', Filters: [{ key: 'SessionId', value: sessionId }] }),
  );
  const session = Sessions.find((each) => each.SessionId === sessionId);
  if (!session)
    throw new Problem('not-found', {
      message: `AWS lists no past session ${sessionId}: it keeps them for 30 days.`,
      resource: sessionId,
    });
  const facts = await readDocument(ssm, session.DocumentName);
  return logPlaces({ id: sessionId, s3Url: session.OutputUrl?.S3OutputUrl || null }, facts);
}

const noLogThere = (aws: ScopeAws, from: 's3' | 'cloudwatch'): Problem =>
  new Problem('not-found', {
    message: `The session document names no ${from === 's3' ? 'S3 bucket' : 'CloudWatch log group'} for this session.`,
    scope: aws.scope,
    nextStep: 'Set one in the session preferences: it holds for sessions that start afterwards.',
  });

import { z } from 'zod';
import { readObject } from '@/lib/data-channel/json-shape';
import type { Session } from './store';

/** What an agent says of the log in its `agent_task_complete` (data-channel paper section 14.7). */
const reported = z.object({
  S3Bucket: z.string().default(''),
  S3UrlSuffix: z.string().default(''),
  CwlGroup: z.string().default(''),
  CwlStream: z.string().default(''),
});
export type LoggedPlaces = z.infer<typeof reported>;

export function readLoggedPlaces(payload: Uint8Array): LoggedPlaces {
  const read = reported.safeParse(readObject(payload));
  return read.success ? read.data : reported.parse({});
}

/** Takes a node's word only for the places that the session's own document names. */
export function noteLogged(session: Session, { S3Bucket, CwlGroup }: LoggedPlaces): void {
  const { s3BucketName, cloudWatchLogGroupName } = session.document.inputs;
  const s3 = s3BucketName !== '' && S3Bucket === s3BucketName;
  const cloudWatch = cloudWatchLogGroupName !== '' && CwlGroup === cloudWatchLogGroupName;
  if (s3 || cloudWatch) session.logged = { s3, cloudWatch };
}

/** botocore shape SessionManagerOutputUrl: where the log is read. */
export function outputUrl({ id, place, logged, document: { inputs } }: Session) {
  const { region } = place;
  const prefix = inputs.s3KeyPrefix.replace(/\/+$/, '');
  const key = [...(prefix === '' ? [] : prefix.split('/')), `${id}.log`].map(encodeURIComponent).join('/');
  const group = encodeURIComponent(inputs.cloudWatchLogGroupName);
  return {
    S3OutputUrl: logged?.s3 ? `https://s3.${region}.amazonaws.com/${inputs.s3BucketName}/${key}` : undefined,
    CloudWatchOutputUrl: logged?.cloudWatch
      ? `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group};stream=${encodeURIComponent(id)}`
      : undefined,
  };
}

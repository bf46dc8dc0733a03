import { defaultKeyPolicy, makeKey, setAlias } from '../../services/kms/key';
import { addGroup } from '../../services/logs/store';
import { addBucket } from '../../services/s3/store';
import { putSessionDocument, shellDocumentName } from '../../services/ssm/documents/store';
import { Luck } from '../../world/luck';
import type { World } from '../../world/world';
import { places } from '../places';

/** The account whose sessions are kept; the other's are not, and the console says so. */
const loggingAccount = '444455556666';

/** Bucket, log group with its key, and the preferences that send every session there. */
export function plantSessionLogs(world: World): void {
  for (const place of places.filter(({ account }) => account === loggingAccount)) {
    const bucket = `staging-session-logs-${place.region}`;
    const group = '/ssm/sessions';
    const key = makeKey(world, place, {
      manager: 'CUSTOMER',
      description: 'Session logs',
      policy: defaultKeyPolicy(place),
      id: new Luck(world.seed).fork(`session logs ${place.region}`).uuid(),
    });
    setAlias(world, place, 'alias/session-logs', key.id);
    addBucket(world, { name: bucket, ...place });
    addGroup(world, place, group, key.arn);
    putSessionDocument(world, place, shellDocumentName, preferences(bucket, group));
  }
}

const preferences = (s3BucketName: string, cloudWatchLogGroupName: string) => ({
  schemaVersion: '1.0',
  description: 'Document to hold regional settings for Session Manager',
  sessionType: 'Standard_Stream',
  inputs: {
    s3BucketName,
    s3KeyPrefix: 'sessions',
    s3EncryptionEnabled: true,
    cloudWatchLogGroupName,
    cloudWatchEncryptionEnabled: true,
    cloudWatchStreamingEnabled: true,
    idleSessionTimeout: '20',
    maxSessionDuration: '480',
    kmsKeyId: '',
    runAsEnabled: false,
    runAsDefaultUser: '',
    shellProfile: { windows: '', linux: '' },
  },
});

import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { TestEmulator } from './start';

const roleOf: Record<string, string> = {
  ada: 'QuarterdeckAdministrator',
  olu: 'QuarterdeckOperator',
  vic: 'QuarterdeckViewer',
};

/** Keys of `ada`, `olu` or `vic` in their own role, got as the console gets them: an id token handed to STS. */
export async function credentialsOf(
  emulator: Pick<TestEmulator, 'url' | 'idToken'>,
  person: string,
  account = '111122223333',
) {
  const sts = new STSClient({ endpoint: emulator.url, region: 'eu-west-1' });
  const { Credentials: keys } = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: `arn:aws:iam::${account}:role/${roleOf[person] ?? person}`,
      RoleSessionName: person,
      WebIdentityToken: await emulator.idToken(person),
    }),
  );
  if (!keys?.AccessKeyId || !keys.SecretAccessKey || !keys.SessionToken) throw new Error('STS gave no keys.');
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    sessionToken: keys.SessionToken,
  };
}

/** The account's own preferences, and what StartSession runs when no document is named. */
export const shellDocumentName = 'SSM-SessionManagerRunShell';

/** What AWS's console writes when somebody opens the preferences page for the first time. */
export const firstPreferences = {
  schemaVersion: '1.0',
  description: 'Document to hold regional settings for Session Manager',
  sessionType: 'Standard_Stream',
  inputs: {
    s3BucketName: '',
    s3KeyPrefix: '',
    s3EncryptionEnabled: true,
    cloudWatchLogGroupName: '',
    cloudWatchEncryptionEnabled: true,
    cloudWatchStreamingEnabled: true,
    idleSessionTimeout: '20',
    maxSessionDuration: '',
    kmsKeyId: '',
    runAsEnabled: false,
    runAsDefaultUser: '',
    shellProfile: { windows: '', linux: '' },
  },
};
export const preferencesSetUpAtMs = Date.UTC(2025, 0, 15);

'use client';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import {
  type PreferenceFaults,
  type PreferenceFlag,
  type Preferences,
  type PreferenceText,
  type Profile,
  withInput,
  withProfile,
} from '../../session-preferences';
import styles from './documents.module.css';

interface PreferenceFieldsProps {
  readonly content: string;
  readonly preferences: Preferences;
  readonly faults: PreferenceFaults;
  readonly onContent: (content: string) => void;
}

interface TextField {
  readonly key: PreferenceText;
  readonly label: string;
  readonly hint: string;
}

const sections: readonly {
  readonly title: string;
  readonly texts: readonly TextField[];
  readonly flags: readonly { readonly key: PreferenceFlag; readonly label: string }[];
}[] = [
  {
    title: 'Limits',
    texts: [
      {
        key: 'idleSessionTimeout',
        label: 'Idle timeout',
        hint: 'Minutes without input, 1 to 60. Empty means 20.',
      },
      {
        key: 'maxSessionDuration',
        label: 'Maximum duration',
        hint: 'Minutes, 1 to 1440. Empty means no limit.',
      },
    ],
    flags: [],
  },
  {
    title: 'Encryption',
    texts: [
      {
        key: 'kmsKeyId',
        label: 'KMS key',
        hint: 'Sessions are encrypted end to end with it, besides TLS. Empty means TLS alone.',
      },
    ],
    flags: [],
  },
  {
    title: 'Log to S3',
    texts: [
      { key: 's3BucketName', label: 'S3 bucket', hint: 'Empty means no log in S3.' },
      { key: 's3KeyPrefix', label: 'Key prefix', hint: 'Before the name of each log.' },
    ],
    flags: [{ key: 's3EncryptionEnabled', label: 'Only to an encrypted bucket' }],
  },
  {
    title: 'Log to CloudWatch Logs',
    texts: [
      { key: 'cloudWatchLogGroupName', label: 'Log group', hint: 'Empty means no log in CloudWatch Logs.' },
    ],
    flags: [
      { key: 'cloudWatchEncryptionEnabled', label: 'Only to an encrypted log group' },
      { key: 'cloudWatchStreamingEnabled', label: 'Stream while the session runs' },
    ],
  },
  {
    title: 'Run as',
    texts: [
      {
        key: 'runAsDefaultUser',
        label: 'User on the node',
        hint: 'Used where the role or person names none. It must exist on the node.',
      },
    ],
    flags: [{ key: 'runAsEnabled', label: 'Start shells as another user than ssm-user' }],
  },
];
const profiles: readonly { readonly key: Profile; readonly label: string }[] = [
  { key: 'linux', label: 'Shell profile, Linux' },
  { key: 'windows', label: 'Shell profile, Windows' },
];

/** The account's session preferences as fields; each change is written into the document's text. */
export function PreferenceFields({ content, preferences, faults, onContent }: PreferenceFieldsProps) {
  return (
    <>
      {sections.map(({ title, texts, flags }) => (
        <fieldset key={title} className={styles.section}>
          <legend className={styles.heading}>{title}</legend>
          <div className={styles.fields}>
            {texts.map(({ key, label, hint }) => (
              <FormField key={key} label={label} constraintText={hint} errorText={faults[key]}>
                <Input
                  value={preferences.texts[key]}
                  invalid={faults[key] !== undefined}
                  spellcheck={false}
                  autoComplete={false}
                  onChange={({ detail }) => onContent(withInput(content, key, detail.value))}
                />
              </FormField>
            ))}
            {flags.length > 0 && (
              <div className={styles.flags}>
                {flags.map(({ key, label }) => (
                  <Checkbox
                    key={key}
                    checked={preferences.flags[key]}
                    onChange={({ detail }) => onContent(withInput(content, key, detail.checked))}
                  >
                    {label}
                  </Checkbox>
                ))}
              </div>
            )}
          </div>
        </fieldset>
      ))}
      <div className={styles.fields}>
        {profiles.map(({ key, label }) => (
          <FormField
            key={key}
            label={label}
            constraintText="Commands that run first in every shell. 512 characters at most."
            errorText={faults[key]}
          >
            <div className={styles.code}>
              <Textarea
                value={preferences.profiles[key]}
                rows={3}
                spellcheck={false}
                disableBrowserAutocorrect
                autoComplete={false}
                invalid={faults[key] !== undefined}
                onChange={({ detail }) => onContent(withProfile(content, key, detail.value))}
              />
            </div>
          </FormField>
        ))}
      </div>
    </>
  );
}

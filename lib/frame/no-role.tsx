'use client';
import { CopyButton } from '@/components/copy-button';
import type { Me } from '../bff/me/contract';
import styles from './no-role.module.css';

/** What to send to the administrator: who asks, what the provider sent, what the console looked for. */
export function noRoleRequest({ person, lookedFor }: Me): string {
  return [
    `${person.name} (${person.email ?? 'no e-mail'}, subject ${person.sub}) signed in to Quarterdeck without any role.`,
    `Groups received: ${person.groups.join(', ') || 'none'}.`,
    'The configuration grants roles for:',
    ...lookedFor.map(
      ({ claim, values }) => `- claim "${claim}" with ${values.map((value) => `"${value}"`).join(' or ')}`,
    ),
    'Please add this person to one of these groups at the identity provider, or add a grant for one of theirs to quarterdeck.config.yaml.',
  ].join('\n');
}

/** A person without any role: who they are, what was looked for, what to send to whom. */
export function NoRole({ me }: { me: Me }) {
  const request = noRoleRequest(me);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>No role for you yet</h1>
      <p>You are signed in, but nothing that your identity provider sent grants you a role in any account.</p>
      <dl className={styles.facts}>
        <dt>Name</dt>
        <dd>{me.person.name}</dd>
        <dt>E-mail</dt>
        <dd>{me.person.email ?? '–'}</dd>
        <dt>Groups received</dt>
        <dd>{me.person.groups.join(', ') || 'none'}</dd>
        <dt>Looked for</dt>
        <dd>
          <ul className={styles.looked}>
            {me.lookedFor.map(({ claim, values }) => (
              <li key={`${claim}${values.join()}`}>
                <code>{claim}</code>: {values.join(' or ')}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <h2 className={styles.subtitle}>
        To send to your administrator <CopyButton text={request} label="Copy request" />
      </h2>
      <pre className={styles.request}>{request}</pre>
      <p>After a change there, sign out and in again: groups are read at sign-in.</p>
    </div>
  );
}

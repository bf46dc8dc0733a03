/** What AWS's own words of a refusal name, where they do. */
export interface Denied {
  readonly action: string | undefined;
  readonly resource: string | undefined;
  /** A Deny statement matched: no Allow will help. */
  readonly explicit: boolean;
}

/**
 * Reads "User: … is not authorized to perform: kms:Decrypt on resource: arn:… with an explicit deny in …", the
 * form that AWS documents for access-denied messages (IAM user guide, "Troubleshoot access denied error
 * messages"). The action can be another than the one called: reading a SecureString needs kms:Decrypt.
 */
export function deniedIn(message: string): Denied {
  const action = /not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1];
  const resource = /on resource: (\S+?)(?=[,.;)]?(?:\s|$))/.exec(message)?.[1];
  return { action, resource, explicit: /with an explicit deny/.test(message) };
}

/** A statement that would allow exactly this, to copy to an administrator. */
export function policyFor(action: string, resource: string | undefined): string {
  const arn = resource?.startsWith('arn:') ? resource : '*';
  return JSON.stringify({ Effect: 'Allow', Action: action, Resource: arn }, null, 2);
}

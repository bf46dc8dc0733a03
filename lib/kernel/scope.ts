/**
 * Where, and with whose rights: an AWS account and Region with the one role in force there. Every call to the
 * BFF names one; the BFF refuses a role that the configuration does not grant to the signed-in person.
 */
export interface Scope {
  /** 12 digits. */
  readonly account: string;
  /** For example `eu-west-1`. */
  readonly region: string;
  /** The role's name (or path and name) in that account, as in quarterdeck.config.yaml. */
  readonly role: string;
}

/** One text for one scope, for keys of maps and lists. `|` occurs in none of the parts. */
export const scopeKey = ({ account, region, role }: Scope): string => `${account}|${region}|${role}`;

/** The same place under whichever role: for "one role in force per account and Region". */
export const placeKey = ({ account, region }: Pick<Scope, 'account' | 'region'>): string =>
  `${account}|${region}`;

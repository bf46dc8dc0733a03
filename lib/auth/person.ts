/** The signed-in person, as the id token names them. */
export interface Person {
  /** The provider's stable id of the person; unique only together with `issuer`. */
  readonly sub: string;
  readonly issuer: string;
  readonly name: string;
  readonly email: string | null;
  /** As received in the claim that the config names for groups (default `groups`). */
  readonly groups: readonly string[];
}

/** Two sign-ins are of the same person only if issuer and subject agree. */
export const samePerson = (a: Pick<Person, 'issuer' | 'sub'>, b: Pick<Person, 'issuer' | 'sub'>): boolean =>
  a.issuer === b.issuer && a.sub === b.sub;

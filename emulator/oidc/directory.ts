import { type Person, people } from '../seeds/identity/people';
import { Shelf, type World } from '../world/world';

/** What tests and demos may change of a person, through `POST /_emulator/oidc`. */
export interface PersonChange {
  groups?: readonly string[];
  role?: Person['role'];
  team?: string;
  /** How long the provider takes to answer this person's refreshes. */
  refreshDelayMs?: number;
}

const changes = new Shelf('oidc.people', () => new Map<string, PersonChange>());

export type DirectoryPerson = Person & { readonly refreshDelayMs: number };

/** A person as the directory has them now; undefined for strangers. */
export function findPerson(world: World, sub: string): DirectoryPerson | undefined {
  const person = people.find((it) => it.sub === sub);
  return person && { ...person, refreshDelayMs: 0, ...changes.of(world).get(sub) };
}

export function changePerson(world: World, sub: string, change: PersonChange): void {
  const all = changes.of(world);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  all.set(sub, { ...all.get(sub), ...Object.fromEntries(given) });
}

/** The claims of a person's id token, with AWS's own for session tags and source identity (IAM User Guide, Pass session tags using AssumeRoleWithWebIdentity). */
export function claimsOf(person: Person) {
  return {
    sub: person.sub,
    name: person.name,
    preferred_username: person.sub,
    email: person.email,
    email_verified: true,
    groups: [...person.groups],
    'https://aws.amazon.com/tags': {
      principal_tags: { Team: [person.team], Role: [person.role] },
      transitive_tag_keys: ['Team', 'Role'],
    },
    'https://aws.amazon.com/source_identity': person.sub,
  };
}

import 'server-only';
import { createHash } from 'node:crypto';
import type { Person } from '@/lib/auth/person';
import type { SignIn } from '@/lib/auth/sign-in';
import type { ConsoleConfig, RoleConfig } from '@/lib/config/console-config';
import { grantedRole } from '@/lib/config/grants';
import { roleArnOf } from '@/lib/config/partition';
import { Problem } from '@/lib/kernel/problem';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import { assumeRole } from './assume-role';
import { openConnections, retries } from './client-basics';
import { CredentialCache } from './credential-cache';
import { endpointOf, type ServiceName } from './endpoints';
import type { SlowedDown } from './pace';
import { Paces } from './paces';
import { recent } from './recent';
import { ScopeClients } from './scope-clients';

export interface AwsAccessParts {
  readonly config: ConsoleConfig;
  /** The environment this console was opened with: the SDK's endpoint variables are read from it. */
  readonly given: Readonly<Record<string, string | undefined>>;
  /** The id token of a sign-in, good now. */
  readonly idToken: (signIn: SignIn) => Promise<string>;
  readonly now?: () => number;
}

/** Clients kept for reuse: making one costs milliseconds, a call through a warm one does not. */
const scopesKeptMax = 500;

/** The way to AWS for everybody signed in here: each under their own rights, all at a common pace. */
export class AwsAccess {
  private readonly connections = openConnections();
  private readonly credentials: CredentialCache;
  private readonly paces: Paces;
  private readonly scopes = recent<ScopeClients>(scopesKeptMax);

  constructor(private readonly parts: AwsAccessParts) {
    this.credentials = new CredentialCache(parts.now);
    this.paces = new Paces(parts.now);
  }

  /**
   * Clients for one scope. Throws Problem `forbidden` when the config does not grant the role to these claims:
   * the first lock, before any call to STS.
   */
  inScope(signIn: SignIn, scope: Scope): ScopeClients {
    const role = grantedRole(this.parts.config, signIn.claims, scope);
    if (!role) throw notGranted(signIn.person, scope);
    const key = `${signIn.id}|${scopeKey(scope)}|${rightsOf(signIn.claims)}`;
    return this.scopes(key, () => this.clientsFor(signIn, scope, role));
  }

  /** Is anything slowed down in this place by AWS's throttling? */
  slowed(scope: Scope): SlowedDown | null {
    return this.paces.slowed(scope);
  }

  /** Drops what was fetched for a sign-in that has ended. */
  forget(signInId: string): void {
    this.credentials.forget(signInId);
  }

  close(): void {
    this.connections.destroy();
  }

  private clientsFor(signIn: SignIn, scope: Scope, role: RoleConfig): ScopeClients {
    const { given, idToken } = this.parts;
    const roleArn = roleArnOf(scope.region, scope.account, role.name);
    const sts = {
      region: scope.region,
      endpoint: endpointOf(given, 'STS'),
      requestHandler: this.connections,
      ...retries({}),
    };
    const wanted = { person: signIn.person, role, scope, idToken: () => idToken(signIn) };
    const credentials = () =>
      this.credentials.get(signIn.id, `${roleArn}|${rightsOf(signIn.claims)}`, () => assumeRole(wanted, sts));
    const paceOf = (service: ServiceName) => this.paces.of(scope, service);
    return new ScopeClients({ scope, roleArn, given, paceOf, credentials, requestHandler: this.connections });
  }
}

/** AWS's claims of the id token decide about rights through tags: other tags, other credentials. */
function rightsOf(claims: SignIn['claims']): string {
  const rights = Object.entries(claims).filter(([name]) => name.startsWith('https://aws.amazon.com/'));
  rights.sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(rights)).digest('base64url');
}

const notGranted = (person: Person, scope: Scope): Problem =>
  new Problem('forbidden', {
    message: `${scope.role} in ${scope.account} · ${scope.region} is not granted to ${person.name} in this console.`,
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: roleArnOf(scope.region, scope.account, scope.role),
    scope,
    nextStep:
      'Choose a role that is offered to you, or ask whoever keeps quarterdeck.config.yaml for this one.',
  });

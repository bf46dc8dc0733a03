import type { AccessRequest } from '../server/operation';
import type { World } from '../world/world';
import type { Caller } from './caller';
import type { Credential } from './credential';

/** Everything about a request, besides what is asked, that policies may look at. */
export interface Circumstances {
  readonly world: World;
  readonly credential: Credential;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly secure: boolean;
  readonly place: { readonly account: string; readonly region: string };
}

export interface Verdict {
  readonly allowed: boolean;
  readonly reason: string;
}

export const judgeAccess = (_access: AccessRequest, circumstances: Circumstances): Verdict => ({
  allowed: circumstances.credential.caller.kind === 'user',
  reason: 'because no identity-based policy allows the action',
});

export const accessDeniedMessage = (access: AccessRequest, caller: Caller, verdict: Verdict): string =>
  `User: ${caller.arn} is not authorized to perform: ${access.action} on resource: ${access.resource} ${verdict.reason}`;

/** Who signed a request, as STS and CloudTrail name them. */
export interface Caller {
  /**
   * `user`: the emulator's full-access key. `assumed-role`: through STS. `node`: an instance's or managed node's own
   * role. `web-identity`: nobody yet, a call that carries a token instead of a signature.
   */
  readonly kind: 'user' | 'assumed-role' | 'node' | 'web-identity';
  readonly account: string;
  /** `arn:<partition>:sts::<account>:assumed-role/<role>/<session name>`, or the user's ARN. */
  readonly arn: string;
  /** `aws:userid`: `<role id>:<role session name>`, or the user's id. */
  readonly userId: string;
  readonly accessKeyId: string;
  /** Only for roles. */
  readonly roleName?: string;
  readonly roleArn?: string;
  readonly sessionName?: string;
  /** The role's own id, `AROA…`. */
  readonly roleId?: string;
  readonly sourceIdentity?: string;
  /** The OpenID provider's ARN, for roles taken with a web identity (`aws:FederatedProvider`). */
  readonly federatedProvider?: string;
  /** `aws:PrincipalTag/*`: session tags over role tags. */
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
  /** A node's own id, when `kind` is `node`: it may act for itself only. */
  readonly nodeId?: string;
}

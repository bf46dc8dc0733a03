import { constants, createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { contentType, type Headers, jsonCall, type ServiceEndpoint } from './json-call';
import type { NodeCredentials } from './node-request';

const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64Spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64');

/**
 * A machine that made itself a managed node, written from the papers alone: registration without a signature, role
 * tokens and key changes signed with its own RSA key in chunked requests, all else with the role's keys.
 */
export class RegisteredNode {
  credentials: NodeCredentials & { expires: number } = {
    accessKeyId: '',
    secretAccessKey: '',
    sessionToken: '',
    expires: 0,
  };
  #privateKey: KeyObject;

  private constructor(
    readonly id: string,
    readonly service: ServiceEndpoint,
    readonly fingerprint: string,
    privateKey: KeyObject,
  ) {
    this.#privateKey = privateKey;
  }

  /** Registers with an activation. @throws CallRefused */
  static async register(
    service: ServiceEndpoint,
    activation: { id: string; code: string },
  ): Promise<RegisteredNode> {
    const { publicKey, privateKey } = newKeys();
    const fingerprint = randomUUID();
    const answer = await jsonCall(service, 'AmazonSSM.RegisterManagedInstance', {
      ActivationCode: activation.code,
      ActivationId: activation.id,
      Fingerprint: fingerprint,
      PublicKey: base64Spki(publicKey),
      PublicKeyType: 'Rsa',
    });
    return new RegisteredNode(text(answer, 'InstanceId'), service, fingerprint, privateKey);
  }

  /** Takes new role keys; all five members must be there. Says whether the service wants another key of this node. */
  async takeRoleToken(fingerprint = this.fingerprint): Promise<boolean> {
    const answer = await this.#callWithOwnKey('RequestManagedInstanceRoleToken', {
      Fingerprint: fingerprint,
    });
    const { TokenExpirationDate: expires, UpdateKeyPair: wanted } = answer;
    if (typeof expires !== 'number' || typeof wanted !== 'boolean')
      throw new Error(`A member is missing in ${JSON.stringify(Object.keys(answer))}`);
    this.credentials = {
      accessKeyId: text(answer, 'AccessKeyId'),
      secretAccessKey: text(answer, 'SecretAccessKey'),
      sessionToken: text(answer, 'SessionToken'),
      expires,
    };
    return wanted;
  }

  /** Puts another key in the place of its own; the old one signs for that. */
  async changeKey(): Promise<void> {
    const { publicKey, privateKey } = newKeys();
    await this.#callWithOwnKey('UpdateManagedInstancePublicKey', {
      NewPublicKey: base64Spki(publicKey),
      NewPublicKeyType: 'Rsa',
    });
    this.#privateKey = privateKey;
  }

  /** Any call signed with the role's keys. */
  callAsRole(target: string, body: object): Promise<Record<string, unknown>> {
    const [prefix] = target.split('.');
    const signingName = prefix === 'AmazonSSM' ? 'ssm' : 'ec2messages';
    return jsonCall(this.service, target, body, (url, content) =>
      this.#roleHeaders(url, content, target, signingName),
    );
  }

  /** The start-up probe, then the full report (agent-service paper section 3, steps 4 and 5). */
  async report(): Promise<void> {
    const target = 'AmazonSSM.UpdateInstanceInformation';
    const short = {
      InstanceId: this.id,
      AgentName: 'amazon-ssm-agent',
      AgentVersion: '3.3.0.0',
      PlatformType: 'Linux',
    };
    await this.callAsRole(target, short);
    await this.callAsRole(target, {
      ...short,
      AgentStatus: 'Active',
      AvailabilityZone: '',
      AvailabilityZoneId: '',
      ComputerName: 'press-7.factory.example',
      IPAddress: '192.0.2.7',
      PlatformName: 'Debian GNU/Linux',
      PlatformVersion: '12',
      SSMConnectionChannel: '',
    });
  }

  /** The same request with one byte of its signature changed, or anything else that a test wants to be refused. */
  callWithOwnKey(operation: string, body: object, spoil: (headers: Headers) => void): Promise<object> {
    return this.#callWithOwnKey(operation, body, spoil);
  }

  #callWithOwnKey(operation: string, body: object, spoil: (headers: Headers) => void = () => {}) {
    const target = `AmazonSSM.${operation}`;
    return jsonCall(this.service, target, body, async (url, content) => {
      const headers = this.#ownHeaders(url, content, target);
      spoil(headers);
      return headers;
    });
  }

  /** Signature Version 4 up to the string to sign; that is signed RSASSA-PSS (agent-service paper section 2). */
  #ownHeaders(url: URL, content: string, target: string): Headers {
    const amzDate = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${amzDate.slice(0, 8)}/${this.service.region}/ssm/aws4_request`;
    const signedHeaders = 'content-type;host;x-amz-date;x-amz-target';
    const canonical = [
      'POST',
      '/',
      '',
      `content-type:${contentType}`,
      `host:${url.host}`,
      `x-amz-date:${amzDate}`,
      `x-amz-target:${target}`,
      '',
      signedHeaders,
      hexSha256(content),
    ].join('\n');
    const stringToSign = ['AWS4-HMAC-SHA256', amzDate, scope, hexSha256(canonical)].join('\n');
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const signature = sign('sha256', Buffer.from(stringToSign), { key: this.#privateKey, ...padding });
    return {
      'x-amz-date': amzDate,
      'x-amz-content-sha256': hexSha256(content),
      authorization: `AWS4-HMAC-SHA256 Credential=${this.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature.toString('base64')}`,
      // No length: this request comes in chunks.
      'transfer-encoding': 'chunked',
    };
  }

  async #roleHeaders(url: URL, content: string, target: string, service: string): Promise<Headers> {
    const signer = new SignatureV4({
      service,
      region: this.service.region,
      credentials: this.credentials,
      sha256: Sha256,
      applyChecksum: false,
    });
    const length = { 'content-length': String(Buffer.byteLength(content)) };
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: '/',
      headers: { 'content-type': contentType, 'x-amz-target': target, host: url.host, ...length },
      body: content,
    });
    return headers;
  }
}

const hexSha256 = (content: string) => createHash('sha256').update(content).digest('hex');

function text(answer: Record<string, unknown>, member: string): string {
  const value = answer[member];
  if (typeof value !== 'string' || value === '') throw new Error(`${member} is missing.`);
  return value;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { World } from '../world/world';
import type { AwsError } from './aws-error';
import type { Call, Operation } from './operation';
import type { HttpAnswer } from './wire/wire';

/** How a service is spoken to: AWS JSON 1.1 by X-Amz-Target, the query protocol (STS), or EC2's dialect of it. */
export type Protocol = 'json-1.1' | 'query' | 'ec2';

/** A service whose calls are named operations. */
export interface OperationService {
  readonly kind: 'operations';
  /** IAM prefix and signing name: `ssm`, `sts`, `kms`, `tagging`, … */
  readonly name: string;
  readonly protocol: Protocol;
  /** `AmazonSSM` in `X-Amz-Target: AmazonSSM.GetParameter`; empty for query protocols. */
  readonly targetPrefix: string;
  /** Query protocols: the API version and the XML namespace of answers. */
  readonly apiVersion?: string;
  readonly xmlNamespace?: string;
  /** CloudTrail's `eventSource`. */
  readonly eventSource: string;
  /** False where CloudTrail records none of its calls. */
  readonly recorded?: boolean;
  readonly operations: readonly Operation[];
}

/** A service with paths and sockets of its own (ssmmessages, s3). Signature and guard are the server's work before `handle`. */
export interface PathService {
  readonly kind: 'paths';
  readonly name: string;
  /** Whether this request line is this service's. */
  claims(request: { method: string; path: string; host: string; signingName: string | undefined }): boolean;
  /** `call` is absent only where the request carries no signature and `allowsUnsigned` says that is right. */
  handle(request: PathRequest, response: ServerResponse): Promise<void>;
  /** A WebSocket upgrade on a claimed path. Host and Origin were already judged. */
  upgrade?(request: PathRequest, socket: Duplex, head: Buffer): Promise<void>;
  allowsUnsigned(request: { method: string; path: string; upgrade: boolean }): boolean;
  /** An error in this service's own form; REST-JSON's without it. */
  error?(shown: AwsError): HttpAnswer;
  /** Larger bodies than any operation takes. */
  readonly bodyBytesMax?: number;
  /** For the coverage table, where methods and paths make what AWS calls operations. */
  readonly covers?: readonly { readonly name: string; readonly leavesOut?: string }[];
}

export interface PathRequest {
  readonly raw: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly world: World;
  /** The admitted signature, if there was one. */
  readonly call: Call | undefined;
}

export type Service = OperationService | PathService;

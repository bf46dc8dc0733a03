import { type AccessKey, newAccessKey } from '../auth/access-key';
import { type Credential, fullAccessCredential, temporaryCredential } from '../auth/credential';
import type { Settings } from '../config';
import { World } from '../world/world';
import type { Call, Operation } from './operation';
import type { OperationService, Service } from './service';

/** Where it can be reached, known once it listens. */
export interface Addresses {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly tlsUrl: string;
  /** How browsers name it: EMULATOR_PUBLIC_URL, else `url`. The OpenID issuer is below it. */
  readonly publicUrl: string;
}

/** A part of the server that answers a path prefix itself: the OpenID provider, the control API. */
export type Mount = (
  request: import('node:http').IncomingMessage,
  response: import('node:http').ServerResponse,
) => Promise<void>;

/** One running emulator: what its parts share. Made by `startEmulator`, thrown away when it stops. */
export class Emulator {
  readonly world: World;
  readonly accessKey: AccessKey;
  readonly mounts = new Map<string, Mount>();
  /** Answers AWS calls: the world stands. */
  serving = false;
  /** Health says ready: the agent's nodes are connected too. */
  ready = false;
  #addresses: Addresses | undefined;
  readonly #fullAccess: Credential;
  readonly #watchers = new Set<() => void>();

  constructor(
    readonly settings: Settings,
    readonly services: readonly Service[],
    world = new World(),
  ) {
    this.world = world;
    this.accessKey = settings.accessKey ?? newAccessKey('111122223333');
    this.#fullAccess = fullAccessCredential(this.accessKey);
  }

  get addresses(): Addresses {
    if (!this.#addresses) throw new Error('The emulator does not listen yet.');
    return this.#addresses;
  }

  set addresses(addresses: Addresses) {
    this.#addresses = addresses;
  }

  credential(accessKeyId: string): Credential | undefined {
    if (accessKeyId === this.accessKey.accessKeyId) return this.#fullAccess;
    return temporaryCredential(this.world, accessKeyId);
  }

  /** Refuses a call that comes too soon, where AWS's request rates are kept (EMULATOR_THROTTLE=aws). */
  pace: (service: OperationService, operation: Operation, call: Call) => void = () => undefined;

  /** Says that the world may have changed, for whoever keeps it on disk. */
  touched(): void {
    for (const watch of this.#watchers) watch();
  }

  watch(onTouched: () => void): void {
    this.#watchers.add(onTouched);
  }
}

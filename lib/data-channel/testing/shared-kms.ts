import type { Settled } from '../effect';
import { open, seal } from './cipher';
import { ascii, textFrom } from './tools';
import type { Cipher } from './wire';

/** One KMS that both ends share: `wrap` stands for GenerateDataKey's blob, bound to the challenge as its context. */
export class SharedKms {
  readonly dataKey: Uint8Array = crypto.getRandomValues(new Uint8Array(64));
  readonly contexts: (string | null)[] = [];

  client(): Cipher {
    return this.#cipher(this.dataKey.subarray(32), this.dataKey.subarray(0, 32), ({ challenge }) => {
      this.contexts.push(challenge);
      return { ok: true, bytes: ascii(`blob:${challenge}`) };
    });
  }

  agent(): Cipher {
    return this.#cipher(
      this.dataKey.subarray(0, 32),
      this.dataKey.subarray(32),
      ({ challenge, ciphertext }) => {
        const isSame = ciphertext !== undefined && textFrom(ciphertext) === `blob:${challenge}`;
        return isSame
          ? { ok: true, bytes: new Uint8Array(0) }
          : { ok: false, text: 'InvalidCiphertextException' };
      },
    );
  }

  #cipher(sealKey: Uint8Array, openKey: Uint8Array, key: Cipher['key']): Cipher {
    return {
      key,
      seal: (bytes) => ({ ok: true, bytes: seal(sealKey, bytes) }),
      open: (bytes) => attempt(() => open(openKey, bytes)),
    };
  }
}

function attempt(act: () => Uint8Array): Settled {
  try {
    return { ok: true, bytes: act() };
  } catch (cause) {
    return { ok: false, text: String(cause) };
  }
}

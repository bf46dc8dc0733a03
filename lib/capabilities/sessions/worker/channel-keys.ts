import type { ClientEffect, Settled } from '@/lib/data-channel';
import type { ChannelEnd, ChannelId, SessionKeys } from '../client/worker-messages';
import { isSurelyAnotherKey } from '../key-names';
import type { HostParts } from './host-parts';
import { SessionCipher } from './session-cipher';

type KeyEffect = Extract<ClientEffect, { do: 'data-key' | 'seal' | 'open' }>;

/** What the keys of a channel need of the channel. */
export interface KeyHost {
  readonly parts: HostParts;
  readonly channel: ChannelId;
  /** The key that the session document named before the start; null: none, or it could not be read. */
  readonly expectedKey: string | null;
  readonly settle: (id: number, result: Settled) => void;
  readonly end: (end: ChannelEnd) => void;
}

const noKey: Settled = { ok: false, text: 'The client was given no data key.' };

/** The keys of one channel: asked for through the page, held as non-extractable CryptoKeys, dropped with it. */
export class ChannelKeys {
  readonly #host: KeyHost;
  #cipher: SessionCipher | null = null;
  #asked: number | null = null;

  constructor(host: KeyHost, keys: SessionKeys | null) {
    this.#host = host;
    if (keys) this.#cipher = new SessionCipher(keys);
  }

  perform(effect: KeyEffect): void {
    if (effect.do === 'data-key') this.#ask(effect);
    else void this.#apply(effect);
  }

  /** The page's answer. */
  came(keys: SessionKeys, ciphertext: Uint8Array): void {
    this.#cipher = new SessionCipher(keys);
    this.#answer({ ok: true, bytes: ciphertext });
  }

  refused(): void {
    this.#answer(noKey);
  }

  #ask({ id, keyId, challenge }: Extract<KeyEffect, { do: 'data-key' }>): void {
    const { expectedKey, parts, channel } = this.#host;
    if (expectedKey !== null && isSurelyAnotherKey(keyId, expectedKey)) {
      this.#host.end({ why: 'other-key', text: `It asked for ${keyId}; the document names ${expectedKey}.` });
      return;
    }
    this.#asked = id;
    parts.post({ say: 'want-key', channel, keyId, challenge });
  }

  #answer(result: Settled): void {
    const id = this.#asked;
    this.#asked = null;
    if (id !== null) this.#host.settle(id, result);
  }

  async #apply({ do: act, id, bytes }: Exclude<KeyEffect, { do: 'data-key' }>): Promise<void> {
    const cipher = this.#cipher;
    const settled =
      cipher === null ? noKey : act === 'seal' ? await cipher.seal(bytes) : await cipher.open(bytes);
    this.#host.settle(id, settled);
  }
}

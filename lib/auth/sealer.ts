import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Seals texts at rest: AES-256-GCM, a fresh 96-bit nonce each time, bound to what they are about (a sealed text
 * moved to another row does not open). The first key seals, all open: to rotate, put a new key in front and
 * remove the old one when the last sign-in made with it has ended.
 */
export class Sealer {
  private readonly keys: readonly Key[];

  /** `keys`: base64 of 32 bytes each, at least one. */
  constructor(keys: readonly string[]) {
    this.keys = keys.map((text) => {
      const bytes = Buffer.from(text, 'base64');
      return { id: createHash('sha256').update(bytes).digest('base64url').slice(0, 8), bytes };
    });
  }

  seal(text: string, about: string): string {
    const key = this.first();
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(about));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [
      '1',
      key.id,
      ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString('base64url')),
    ].join('.');
  }

  /** Null when no key of ours opens it: sealed under a key since removed, moved, or tampered with. */
  open(sealed: string, about: string): string | null {
    const [version, id, nonce, body, tag] = sealed.split('.');
    const key = this.keys.find((candidate) => candidate.id === id);
    if (version !== '1' || !key || !nonce || body === undefined || !tag) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(about)).setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(Buffer.from(body, 'base64url'), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }

  /** A secret of its own for another purpose, from the first key: knowing one tells nothing of the other. */
  secretFor(purpose: string): string {
    return Buffer.from(hkdfSync('sha256', this.first().bytes, '', purpose, 32)).toString('base64url');
  }

  private first(): Key {
    const key = this.keys[0];
    if (!key) throw new Error('A sealer needs a key.');
    return key;
  }
}

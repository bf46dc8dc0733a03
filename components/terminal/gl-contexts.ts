import type { Drawing } from './terminal-settings';

/** Chromium takes the oldest of 16 contexts away when a 17th is made; other parts of a page may want some too. */
const contextsMax = 12;
/** Names under which drivers that draw without a graphics processor are known. */
const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** The WebGL contexts of all terminals in this page. */
class GlContexts {
  readonly #holders = new Set<object>();
  #hardware: boolean | null = null;

  /** Whether a terminal drawn this way should have one. */
  wanted(drawing: Drawing): boolean {
    if (drawing !== 'auto') return drawing === 'webgl';
    this.#hardware ??= hasHardware();
    return this.#hardware;
  }

  /** Whether there was one left for `holder`. */
  take(holder: object): boolean {
    if (this.#holders.has(holder)) return true;
    if (this.#holders.size >= contextsMax) return false;
    this.#holders.add(holder);
    return true;
  }

  giveBack(holder: object): void {
    this.#holders.delete(holder);
  }
}

export const glContexts = new GlContexts();

/** Asked once a page. A browser that hides its renderer's name is believed when it makes no caveat. */
function hasHardware(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!gl) return false;
  const named = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !softwareNames.test(String(name));
}

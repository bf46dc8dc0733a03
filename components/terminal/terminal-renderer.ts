import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';

/**
 * Draws with WebGL while the pane is visible and with the DOM otherwise: a page may hold only about 16 WebGL
 * contexts, and the 17th takes the first away.
 */
export class TerminalRenderer {
  readonly #terminal: Terminal;
  readonly #guard: <T>(make: () => T) => T;
  #addon: WebglAddon | null = null;
  #refused = false;

  /** `guard` is run around everything that makes elements. */
  constructor(terminal: Terminal, guard: <T>(make: () => T) => T) {
    this.#terminal = terminal;
    this.#guard = guard;
  }

  show(visible: boolean): void {
    if (visible && !this.#addon && !this.#refused) this.#loadWebgl();
    if (!visible) this.release();
  }

  /** Gives the context back at once: disposing alone leaves it to the garbage collector. */
  release(): void {
    const addon = this.#addon;
    if (!addon) return;
    this.#addon = null;
    const canvases = [...(this.#terminal.element?.querySelectorAll('canvas') ?? [])];
    this.#guard(() => addon.dispose());
    for (const canvas of canvases)
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  }

  #loadWebgl(): void {
    const addon = new WebglAddon();
    addon.onContextLoss(() => this.release());
    try {
      this.#guard(() => this.#terminal.loadAddon(addon));
      this.#addon = addon;
    } catch {
      // No WebGL 2 here (a policy, a driver, a virtual machine): the DOM renderer goes on and nothing is tried again.
      this.#refused = true;
    }
  }
}

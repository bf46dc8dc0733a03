import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';
import { glContexts } from './gl-contexts';
import type { Drawing } from './terminal-settings';

/**
 * Draws with WebGL while the pane is visible, a graphics processor is there and a context is free; with the DOM
 * otherwise. WebGL in software is slower than the DOM by a factor of seven (`bench/README.md`).
 */
export class TerminalRenderer {
  readonly #terminal: Terminal;
  readonly #guard: <T>(make: () => T) => T;
  #drawing: Drawing;
  #visible = false;
  #addon: WebglAddon | null = null;
  #refused = false;

  /** `guard` is run around everything that makes elements. */
  constructor(terminal: Terminal, drawing: Drawing, guard: <T>(make: () => T) => T) {
    this.#terminal = terminal;
    this.#drawing = drawing;
    this.#guard = guard;
  }

  show(visible: boolean): void {
    this.#visible = visible;
    if (!visible || !glContexts.wanted(this.#drawing)) this.release();
    else if (!this.#addon && !this.#refused && glContexts.take(this)) this.#loadWebgl();
  }

  /** Takes effect at once. */
  draw(drawing: Drawing): void {
    this.#drawing = drawing;
    this.show(this.#visible);
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
    glContexts.giveBack(this);
  }

  #loadWebgl(): void {
    const addon = new WebglAddon();
    addon.onContextLoss(() => this.release());
    try {
      this.#guard(() => this.#terminal.loadAddon(addon));
      this.#addon = addon;
    } catch {
      // No WebGL 2 after all (a policy, a driver): the DOM renderer goes on and nothing is tried again.
      this.#refused = true;
      glContexts.giveBack(this);
    }
  }
}

/**
 * xterm.js writes `<style>` elements and, when it draws with the DOM, `style` attributes; a strict
 * Content-Security-Policy refuses both and xterm has no nonce option. These two give it what the policy allows.
 */

/** The nonce of this page's policy, which its own scripts carry. Empty where there is no policy (tests, dev). */
export const pageNonce = (): string =>
  document.querySelector<HTMLElement>('script[nonce], style[nonce], link[nonce]')?.nonce ?? '';

/**
 * The same document for xterm's `documentOverride`: elements it makes carry the nonce, and `setAttribute('style')`
 * goes through the CSSOM, which the policy allows.
 */
export function strictDocument(page: Document, nonce: string): Document {
  return new Proxy(page, {
    get(target, key) {
      if (key === 'createElement') return (tag: string) => allowed(target.createElement(tag), nonce);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * Runs `make` while elements of the page itself are made with the nonce: xterm's scroll bar asks the page's own
 * document, not the override. Synchronous, so nobody else's elements are made meanwhile.
 */
export function withNonce<T>(page: Document, nonce: string, make: () => T): T {
  const native = page.createElement;
  page.createElement = ((tag: string, options?: ElementCreationOptions) =>
    allowed(native.call(page, tag, options), nonce)) satisfies typeof native;
  try {
    return make();
  } finally {
    // What was replaced is the prototype's method: taking the own property away brings it back.
    Reflect.deleteProperty(page, 'createElement');
  }
}

/**
 * The DOM renderer's rows ask the global document, whatever the override says (xterm 6.0.0, DomRenderer.ts), and
 * there is no public way to them. Called after a renderer was made; where the path is another one nothing happens,
 * and true colours are missing in rows drawn without WebGL.
 */
export function strictRows(terminal: object, strict: Document): void {
  const path = ['_core', '_renderService', '_renderer', 'value', '_rowFactory'];
  let at: unknown = terminal;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  if (typeof at === 'object' && at !== null && '_document' in at) Reflect.set(at, '_document', strict);
}

function allowed<E extends HTMLElement>(element: E, nonce: string): E {
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  else if (element instanceof HTMLSpanElement) styleThroughCssom(element);
  return element;
}

function styleThroughCssom(element: HTMLElement): void {
  const setAttribute = element.setAttribute.bind(element);
  element.setAttribute = (name, value) => {
    if (name === 'style') element.style.cssText = value;
    else setAttribute(name, value);
  };
}

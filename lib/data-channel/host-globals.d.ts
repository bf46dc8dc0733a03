/**
 * The few universal objects of every JavaScript host that this room may use. Nothing else exists here: no DOM,
 * no Node, no clock, no timers. The root tsconfig leaves this file out, as it has the real declarations.
 */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
declare function btoa(latin1: string): string;
declare function atob(base64: string): string;

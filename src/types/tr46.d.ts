declare module 'tr46' {
  export interface ToASCIIOptions {
    readonly checkBidi?: boolean;
    readonly checkHyphens?: boolean;
    readonly checkJoiners?: boolean;
    readonly useSTD3ASCIIRules?: boolean;
    readonly verifyDNSLength?: boolean;
    readonly transitionalProcessing?: boolean;
    readonly ignoreInvalidPunycode?: boolean;
  }
  /** null when the name is not valid. */
  export function toASCII(domainName: string, options?: ToASCIIOptions): string | null;
}

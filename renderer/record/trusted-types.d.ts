// What TypeScript's own description of the browser leaves out (W3C Trusted Types, section 2).

export {};

declare global {
  interface TrustedHTML {
    toString(): string;
  }

  interface TrustedTypePolicyFactory {
    createPolicy(
      name: string,
      rules: { readonly createHTML: (text: string) => string },
    ): { createHTML(text: string): TrustedHTML };
  }

  interface DOMParser {
    parseFromString(markup: TrustedHTML, type: 'text/html'): Document;
  }

  const trustedTypes: TrustedTypePolicyFactory;
}

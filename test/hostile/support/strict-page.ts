// Import it first in a browser test: from then on the page is under a strict policy that enforces Trusted Types where
// the engine has
// them, and `violations` says what it stopped.

/** What the policy stopped, in words. */
export const violations: string[] = [];

document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
);
const policy = document.createElement('meta');
policy.httpEquiv = 'Content-Security-Policy';
policy.content =
  "script-src 'self'; style-src 'self'; img-src 'self' https:; object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html dompurify";
document.head.append(policy);

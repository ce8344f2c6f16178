// A Content Security Policy that blocks what the elements need. The browser names the directive, but not whose request
// it was, nor what to write.
import type { RoomHost } from '../elements/shared/room-host.js';

const SEE = 'The whole policy is in docs/deployment.md, "Content Security Policy".';
/** Lit's name in a bundle, its name in the script-tag files, and DOMPurify's. */
const POLICY_NAMES = ['lit-html', 'live-chat-elements', 'dompurify'];

/** The text for a violation that one of `elements` caused, or undefined for those of others. */
export function policyWarning(
  { effectiveDirective, blockedURI, sample, target, disposition }: SecurityPolicyViolationEvent,
  elements: readonly RoomHost[],
): string | undefined {
  const verb = disposition === 'report' ? 'would block' : 'blocks';
  const blocks = `The Content Security Policy of this page ${verb}`;
  if (effectiveDirective === 'trusted-types' && POLICY_NAMES.includes(sample))
    return `${blocks} the Trusted Types policy of the elements: add "${sample}" to trusted-types. ${SEE}`;
  if (effectiveDirective === 'img-src' && elements.some((each) => each === target))
    return `${blocks} pictures from ${originOf(blockedURI)}: add the origin to img-src, or set no-user-images. ${SEE}`;
  if (effectiveDirective !== 'connect-src') return undefined;

  const endpoints = elements.flatMap(({ tokenEndpoint, ownerDocument: { baseURI } }) =>
    tokenEndpoint && URL.canParse(tokenEndpoint, baseURI) ? [new URL(tokenEndpoint, baseURI).href] : [],
  );
  if (endpoints.some((endpoint) => endpoint.split('?')[0] === blockedURI.split('?')[0]))
    return `${blocks} the token endpoint: add ${originOf(blockedURI)} to connect-src. ${SEE}`;
  // Firefox reports the violation when the room has failed already.
  const isWaiting = elements.some((each) =>
    ['connecting', 'reconnecting', 'failed'].includes((each as { status?: string }).status ?? ''),
  );
  if (/^wss?:/.test(blockedURI) && isWaiting)
    return `${blocks} a socket while a room connects: add ${originOf(blockedURI)} to connect-src. ${SEE}`;
  return undefined;
}

/** `wss://host:port`: `URL.origin` is the same for the schemes that matter. */
const originOf = (uri: string): string => (URL.canParse(uri) ? new URL(uri).origin : uri);

// The request to the token endpoint. It is made in one place, because an element sends it early, and the room then takes
// the response of an equal request (post-json.ts).
import type { JsonRequest } from '../util/post-json.js';

/** The body of the request, as JSON. The server kit finds out by itself who the user is. */
interface TokenRequestBody {
  /** The group that the page names; the token response may name another one. */
  readonly groupId: string;
}

/**
 * The request for the token of one user and one group: a POST with JSON, never answered from a cache.
 *
 * `url` is absolute in a page. `credentials` decides whether an endpoint of another origin gets cookies, from which the
 * server usually knows the user.
 */
export function tokenRequest(url: string, groupId: string, credentials: RequestCredentials): JsonRequest {
  const body: TokenRequestBody = { groupId };
  return { url, body: JSON.stringify(body), credentials };
}

// What is usually wrong in development when the token endpoint refuses or does not respond as one: the page comes from a
// development server, which has to pass the path of the endpoint on to the site's own server.
import type { RoomHost } from '../elements/shared/room-host.js';
import type { ChatError } from '../room/model/chat-error.js';

const VITE = "In Vite: server.proxy = { '/api': { target: 'http://localhost:…', changeOrigin: false } }";

/** The text for an error of the room of `host`, or undefined if there is nothing to add to the error's own message. */
export function tokenWarning(host: RoomHost, { code, cause, message }: ChatError): string | undefined {
  const { tokenEndpoint, ownerDocument } = host;
  if (!tokenEndpoint || !URL.canParse(tokenEndpoint, ownerDocument.baseURI)) return undefined;
  const { origin } = new URL(ownerDocument.baseURI);
  const endpoint = new URL(tokenEndpoint, origin);
  const status = (cause as { status?: number } | undefined)?.status;
  const name = `the token endpoint ${endpoint.origin === origin ? endpoint.pathname : endpoint.href}`;

  if (code === 'token/invalid' && status === 403)
    return (
      `${name} refuses pages of ${origin}. A development server that passes requests on usually replaces the Host ` +
      `header; let it keep the header. ${VITE}. Or list ${origin} in the option origins of createTokenHandler.`
    );
  if (code === 'token/invalid' && endpoint.origin === origin && (status === 404 || message.endsWith('it is not JSON.')))
    return (
      `${name} is not your server's: ${status === 404 ? 'HTTP 404' : 'a page'} came back. A development server ` +
      `responds to unknown paths itself; let it pass this one on. ${VITE}. To try the chat without a server, use ` +
      'live-chat-elements/emulator/page.'
    );
  if (code === 'token/unreachable' && status !== undefined && status >= 500)
    return (
      `${name} responded with HTTP ${status}. A development server does so too when the server behind it is not ` +
      'running: its console names the reason.'
    );
  return undefined;
}

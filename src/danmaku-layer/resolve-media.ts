import { devWarning } from '../ui/dev-warning.js';

/**
 * The media element that `media` names: itself, the one with that id in the host's tree, or, when it is empty, the one inside
 * the host. Undefined when there is none (yet), or nothing is named.
 */
export function resolveMedia(host: HTMLElement, media: string | HTMLMediaElement | null | undefined): HTMLMediaElement | undefined {
  if (media === undefined || media === null) return undefined;
  if (media instanceof HTMLMediaElement) return media;
  const root = host.getRootNode() as Document | ShadowRoot;
  const found = media === '' ? host.querySelector('video, audio') : root.getElementById(media);
  if (found instanceof HTMLMediaElement) return found;
  if (found) devWarning(`<danmaku-layer media="${media}"> names a <${found.localName}>; it follows a <video> or <audio>.`);
  else if (media !== '') devWarning(`<danmaku-layer media="${media}"> follows nothing: no element in the same tree has id="${media}".`);
  return undefined;
}

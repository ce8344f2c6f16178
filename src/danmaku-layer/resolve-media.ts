/**
 * The media element that `media` names: itself, the one with that id in the host's tree, or, when it is empty, the one
 * inside
 * the host. Otherwise what stands there instead; undefined when nothing does (yet), or nothing is named.
 */
export function resolveMedia(
  host: HTMLElement,
  media: string | HTMLMediaElement | null | undefined,
): Element | undefined {
  if (typeof media !== 'string') return media ?? undefined;
  return (
    (media === ''
      ? host.querySelector('video, audio')
      : (host.getRootNode() as Document | ShadowRoot).getElementById?.(media)) ?? undefined
  );
}

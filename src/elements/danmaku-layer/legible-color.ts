/** Minimum relative luminance (WCAG): a darker colour is lightened to it, for 4.5:1 against the dark outline. */
const MIN_LUMINANCE = 0.22;

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const luminance = (channels: readonly number[]) =>
  0.2126 * linear(channels[0] ?? 0) + 0.7152 * linear(channels[1] ?? 0) + 0.0722 * linear(channels[2] ?? 0);

/**
 * The requested colour as `#rrggbb`, light enough to be read on any picture; '' for anything but `#rgb` and `#rrggbb`, so
 * that no other text of a sender gets into CSS.
 */
export function legibleColor(color: unknown): string {
  const match = typeof color === 'string' ? /^#([\da-f]{3}|[\da-f]{6})$/i.exec(color.trim()) : null;
  if (!match) return '';
  const digits = match[1] as string;
  const size = digits.length / 3;
  let channels = [0, 1, 2].map(
    (index) => parseInt(digits.slice(index * size, (index + 1) * size).padStart(2, digits[index]), 16) / 255,
  );
  while (luminance(channels) < MIN_LUMINANCE) channels = channels.map((channel) => channel + (1 - channel) * 0.1);
  return `#${channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

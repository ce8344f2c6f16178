import { expect } from 'chai';
import { AUTHOR_HUES } from '../../../src/elements/live-chat/message-list/message-row.js';
import { chatViewStyles } from '../../../src/elements/live-chat/chat-view.styles.js';
import { adoptStyles } from '../../../src/elements/shared/adopt-styles.js';
import '../../support/console-guard.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

type Rgb = readonly [number, number, number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** The visible colour when `colors` are painted over each other, the lowest first. */
function paint(...colors: string[]): Rgb {
  if (!canvas) throw new Error('No canvas');
  for (const color of colors) {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** WCAG 2: relative luminance. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe('the colours of <live-chat>', () => {
  afterEach(() => LiveChatDriver.clear());

  for (const scheme of ['light', 'dark']) {
    it(`have a contrast of 4.5:1 for text and 3:1 for edges on every background, in ${scheme}`, async () => {
      const chat = await LiveChatDriver.put();
      adoptStyles(chat.root, chatViewStyles); // as in the first room
      chat.element.style.setProperty('color-scheme', scheme);
      const probe = document.createElement('span');
      chat.find('.frame').append(probe);
      const value = (name: string): string => {
        probe.style.setProperty('color', `var(${name})`);
        return getComputedStyle(probe).color;
      };
      const surface = value('--_surface');
      const grounds = {
        surface: [surface],
        raised: [value('--_raised')],
        own: [surface, value('--_own-tint')],
        mention: [surface, value('--_warn-tint')],
      };
      const weak: string[] = [];
      const check = (name: string, ground: readonly string[], least: number, groundName: string): void => {
        const ratio = contrast(paint(...ground, value(name)), paint(...ground));
        if (ratio < least) weak.push(`${name} on ${groundName}: ${ratio.toFixed(2)}`);
      };
      for (const [groundName, ground] of Object.entries(grounds)) {
        for (let hue = 0; hue < AUTHOR_HUES; hue++) check(`--_hue-${hue}`, ground, 4.5, groundName);
        for (const name of ['--_text', '--_muted', '--_accent', '--_danger', '--_warn', '--_good'])
          check(name, ground, 4.5, groundName);
      }
      check('--_on-accent', [value('--_accent')], 4.5, 'accent');
      check('--_edge', [surface], 3, 'surface');
      expect(weak).to.deep.equal([]);
    });
  }
});

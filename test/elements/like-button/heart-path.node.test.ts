import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { heartPath, type HeartPath } from '../../../src/elements/like-button/heart-pool.js';
import { seeded } from '../../support/seeded.js';

const WIDE = { up: 1_000, left: 1_000, right: 1_000 };

function places({ keyframes }: HeartPath): { x: number; y: number; opacity: number }[] {
  return keyframes.map(({ transform, opacity }) => {
    const [, x, y] = /translate\((-?[\d.]+)px, (-?[\d.]+)px\)/.exec(String(transform)) ?? [];
    return { x: Number(x), y: Number(y), opacity: Number(opacity) };
  });
}

const many = (space = WIDE, strength = 1) => {
  const random = seeded(9);
  return Array.from({ length: 500 }, () => heartPath(space, strength, random));
};

describe('heartPath', () => {
  test('rises 140 to 220 px in 1.4 to 2.2 s, and never descends', () => {
    for (const path of many()) {
      assert.ok(path.durationMs >= 1_400 && path.durationMs <= 2_200);
      const heights = places(path).map(({ y }) => -y);
      assert.ok((heights.at(-1) ?? 0) >= 140 && (heights.at(-1) ?? 0) <= 220, String(heights.at(-1)));
      for (let step = 1; step < heights.length; step++) assert.ok((heights[step] ?? 0) > (heights[step - 1] ?? 0));
    }
  });

  test('fades to zero after two thirds of the path', () => {
    for (const { keyframes } of many(WIDE, 0.7)) {
      assert.ok(
        keyframes
          .filter(({ offset }) => Number(offset) > 0.05 && Number(offset) < 0.67)
          .every(({ opacity }) => opacity === 0.7),
      );
      assert.equal(keyframes.at(-1)?.opacity, 0);
    }
  });

  test('stays within the available space', () => {
    for (const path of many({ up: 90, left: 3, right: 12 })) {
      for (const { x, y } of places(path)) assert.ok(x >= -3 && x <= 12 && y >= -90 && y <= 0, `${x}, ${y}`);
    }
  });

  test('differs each time', () => {
    assert.equal(new Set(many().map(({ keyframes }) => JSON.stringify(keyframes))).size, 500);
  });
});

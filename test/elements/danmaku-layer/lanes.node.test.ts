import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Lanes } from '../../../src/elements/danmaku-layer/lanes.js';
import { seeded } from '../../support/seeded.js';

interface Box {
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly bottom: number;
}

function meet(a: Box, b: Box): boolean {
  return a.start < b.end && b.start < a.end && a.top < b.bottom && b.top < a.bottom;
}

describe('Lanes', () => {
  it('never lets two comments overlap, for random streams on stages of changing height and font size', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = seeded(seed);
      let height = 16 + Math.floor(next() * 40);
      let stage = Math.floor(next() * 700);
      const lanes = new Lanes(Math.floor(stage / height), height);
      const boxes: Box[] = [];
      let from = 0;
      for (let step = 0; step < 120; step++) {
        from += Math.floor(next() * 60); // the track never moves back, whatever its speed
        if (next() < 0.06) {
          height = 16 + Math.floor(next() * 40);
          stage = Math.floor(next() * 700);
          lanes.resize(Math.floor(stage / height), height);
        }
        const length = 1 + Math.floor(next() * 500);
        const place = lanes.allocate(from, length, next() < 0.5 ? Infinity : from + next() * 300);
        if (!place) continue;
        const box: Box = {
          start: place.start,
          end: place.start + length,
          top: place.lane * height,
          bottom: (place.lane + 1) * height,
        };
        assert.ok(place.start >= from, `seed ${seed}: begins before it may`);
        assert.ok(box.bottom <= stage, `seed ${seed}: outside the stage`);
        for (const other of boxes)
          assert.ok(
            !meet(box, other),
            `seed ${seed}, step ${step}: ${JSON.stringify(box)} meets ${JSON.stringify(other)}`,
          );
        boxes.push(box);
      }
    }
  });

  it('lets a comment wait no longer than until the first lane is free', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = seeded(seed);
      const count = 1 + Math.floor(next() * 12);
      const lanes = new Lanes(count, 30);
      const ends = new Array<number>(count).fill(-Infinity);
      let from = 0;
      for (let step = 0; step < 150; step++) {
        from += Math.floor(next() * 80);
        const length = 1 + Math.floor(next() * 400);
        const least = Math.max(from, Math.min(...ends));
        const limit = from + Math.floor(next() * 200);
        const place = lanes.allocate(from, length, limit);
        if (least > limit) assert.equal(place, undefined, `seed ${seed}: a place after the limit`);
        else {
          assert.equal(place?.start, least, `seed ${seed}: waited longer than it had to`);
          ends[place.lane] = place.start + length;
        }
      }
    }
  });

  it('allocates the uppermost free lane', () => {
    const lanes = new Lanes(3, 30);
    assert.deepEqual(lanes.allocate(0, 100), { lane: 0, start: 0 });
    assert.deepEqual(lanes.allocate(0, 50), { lane: 1, start: 0 });
    assert.deepEqual(lanes.allocate(60, 10), { lane: 1, start: 60 });
  });

  it('allocates nothing without lanes', () => {
    assert.equal(new Lanes(0, 30).allocate(0, 10), undefined);
  });

  it('distributes comments evenly when they may overlap', () => {
    const lanes = new Lanes(4, 30);
    const used = Array.from({ length: 40 }, () => lanes.allocateOverlapping(0, 100).lane);
    for (let lane = 0; lane < 4; lane++) assert.equal(used.filter((each) => each === lane).length, 10);
  });
});

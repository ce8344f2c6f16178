import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { TimelineEntry } from '../../../src/elements/danmaku-layer/danmaku-input.js';
import { expectConsole } from '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';
import { silentAudio } from './support/silent-audio.js';

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** One comment per second, "second 0" to "second 59". The stage shows about six at 100 px/s. */
const MINUTE: readonly TimelineEntry[] = Array.from({ length: 60 }, (_, time) => ({ time, text: `second ${time}` }));

async function replaying(timeline = MINUTE) {
  const media = await silentAudio(60);
  const danmaku = await DanmakuDriver.put({ speed: '100' }, { media, timeline });
  return { media, danmaku };
}

function seek(media: HTMLMediaElement, time: number): Promise<unknown> {
  const seeked = new Promise((resolve) => media.addEventListener('seeked', resolve, { once: true }));
  media.currentTime = time;
  return seeked;
}

/** The expected position of "second n" at the time of the media, px from the left edge. */
function due(media: HTMLMediaElement, second: number): number {
  return 600 - (media.currentTime - second) * 100;
}

describe('<danmaku-layer media timeline>', () => {
  // A page may play media only after its user has done something.
  before(() => sendMouse({ type: 'click', position: [5, 5] }));
  afterEach(() => DanmakuDriver.clear());

  it('shows each comment at its time while the media plays', async () => {
    const { media, danmaku } = await replaying();
    await media.play();
    const item = await danmaku.item('second 1');
    await until(() => danmaku.left(item) < 590, 'it has come in');
    expect(danmaku.left(item)).to.be.closeTo(due(media, 1), 15);
    media.pause();
  });

  it('shows after a seek the comments that belong on the stage, also while the media is paused', async () => {
    const { media, danmaku } = await replaying();
    await seek(media, 30);
    await danmaku.item('second 27');
    for (const second of [26, 28, 30])
      expect(danmaku.left(await danmaku.item(`second ${second}`))).to.be.closeTo(due(media, second), 2);
    expect(danmaku.texts()).not.to.include('second 31');
    expect(danmaku.overlaps()).to.deep.equal([]);
    await seek(media, 10);
    await danmaku.item('second 8');
    expect(danmaku.texts()).not.to.include('second 28');
  });

  it('pauses and resumes with the media', async () => {
    const { media, danmaku } = await replaying();
    await seek(media, 20);
    const item = await danmaku.item('second 19');
    const held = danmaku.left(item);
    for (let count = 0; count < 10; count++) await frame();
    expect(danmaku.left(item)).to.equal(held);
    await media.play();
    await until(() => danmaku.left(item) < held - 20, 'it goes on');
    media.pause();
    await until(() => media.paused, 'the media stands');
    await frame();
    const stopped = danmaku.left(item);
    for (let count = 0; count < 10; count++) await frame();
    expect(danmaku.left(item)).to.equal(stopped);
  });

  it('moves at the playback rate of the media', async () => {
    const { media, danmaku } = await replaying();
    media.playbackRate = 4;
    await media.play();
    const item = await danmaku.item('second 2');
    await until(() => danmaku.left(item) < 400, 'it is on its way');
    expect(danmaku.left(item)).to.be.closeTo(due(media, 2), 60);
    media.pause();
  });

  it('starts again when the media loops', async () => {
    const { media, danmaku } = await replaying();
    media.loop = true;
    await seek(media, 59.5);
    await danmaku.item('second 57');
    await media.play();
    await until(() => media.currentTime < 50, 'it has begun again');
    await danmaku.item('second 1');
    expect(danmaku.texts()).not.to.include('second 57');
    media.pause();
  });

  it('shows live comments between those of the timeline', async () => {
    const { media, danmaku } = await replaying();
    await media.play();
    await danmaku.item('second 1');
    danmaku.layer.emit({ text: 'live', own: true });
    await danmaku.item('live');
    expect(danmaku.overlaps()).to.deep.equal([]);
    media.pause();
  });

  it('keeps what is shown when entries are added or removed', async () => {
    const { media, danmaku } = await replaying();
    await seek(media, 30);
    const kept = await danmaku.item('second 28');
    danmaku.layer.emit({ text: 'my own words', own: true });
    await media.play();
    await danmaku.item('my own words');
    media.pause();
    await until(() => media.paused, 'the media stands');
    const node = danmaku.items().find(({ textContent }) => textContent === 'my own words');
    const copies = MINUTE.filter(({ time }) => time !== 27).map((entry) => ({ ...entry }));
    danmaku.layer.timeline = [...copies, { time: 28.5, text: 'one more' }, { time: 50, text: 'later' }];
    await danmaku.item('one more');
    expect(danmaku.items()).to.include.members([kept, node]);
    expect(danmaku.texts()).not.to.include('second 27');
    expect(danmaku.texts().filter((text) => text === 'second 28')).to.have.length(1);
    expect(danmaku.overlaps()).to.deep.equal([]);
    await seek(media, 50.5);
    await danmaku.item('later');
  });

  it('starts over when the media gets another source, whichever of list and source is first', async () => {
    const { media, danmaku } = await replaying();
    await seek(media, 40);
    await danmaku.item('second 38');
    danmaku.layer.timeline = [1, 2, 45].map((time) => ({ time, text: `part two ${time}` }));
    await until(() => danmaku.texts().length === 0, 'the comments of the first recording have gone');
    media.src = (await silentAudio(50)).src;
    await media.play();
    await danmaku.item('part two 1');
    media.load();
    await until(() => danmaku.texts().length === 0, 'nothing of the old source is left');
    await media.play();
    await danmaku.item('part two 2');
    media.pause();
  });

  it('follows the media inside it without a timeline', async () => {
    const media = await silentAudio(60);
    media.controls = true; // so that it has a size
    const danmaku = await DanmakuDriver.put({ media: '', style: 'width:600px' }, {}, [media]);
    await media.play();
    danmaku.layer.emit({ text: 'hello' });
    const item = await danmaku.item('hello');
    await until(() => danmaku.left(item) < 280, 'it flies');
    media.pause();
    await until(() => media.paused, 'the media stands');
    await frame();
    await frame();
    const held = danmaku.left(item);
    for (let count = 0; count < 10; count++) await frame();
    expect(danmaku.left(item)).to.equal(held);
  });

  it('finds its media by id, and warns when there is none', async () => {
    expectConsole('no element in the same tree');
    expectConsole('is a <p>');
    const media = await silentAudio(60);
    media.id = 'the-record';
    const words = document.createElement('p');
    words.id = 'some-words';
    document.body.append(media, words);
    await DanmakuDriver.put({ media: 'nobody' });
    await DanmakuDriver.put({ media: 'some-words' });
    const danmaku = await DanmakuDriver.put({ media: 'the-record', speed: '100' }, { timeline: MINUTE });
    await seek(media, 10);
    await danmaku.item('second 9');
    media.remove();
    words.remove();
  });

  it('uses the media inside when a timeline names none', async () => {
    const media = await silentAudio(60);
    media.controls = true; // so that it has a size
    const danmaku = await DanmakuDriver.put({ speed: '100', style: 'width:600px' }, { timeline: MINUTE }, [media]);
    await seek(media, 10);
    await danmaku.item('second 9');
  });

  it('warns when there is a timeline and no media', async () => {
    expectConsole('no media to replay it with');
    const danmaku = await DanmakuDriver.put({ speed: '100' }, { timeline: MINUTE });
    danmaku.layer.emit({ text: 'live' });
    await danmaku.item('live');
    expect(danmaku.texts()).to.deep.equal(['live']);
  });

  it('finds media that are added to the page later, and others with the same id when these were removed', async () => {
    expectConsole('no media to replay it with');
    expectConsole('no element in the same tree');
    const danmaku = await DanmakuDriver.put({ media: 'late', speed: '100' }, { timeline: MINUTE });
    const [first, second] = [await silentAudio(60), await silentAudio(60)];
    first.id = 'late';
    document.body.append(first);
    await seek(first, 10);
    await danmaku.item('second 9');
    await first.play();
    first.remove(); // which stops it
    document.body.append(second);
    second.id = 'late';
    await seek(second, 40);
    await danmaku.item('second 39');
    expect(danmaku.texts()).not.to.include('second 9');
    second.remove();
  });

  it('follows again after it was removed from the page and inserted again', async () => {
    const { media, danmaku } = await replaying();
    await seek(media, 10);
    await danmaku.item('second 9');
    danmaku.layer.remove();
    await until(() => danmaku.items().length === 0, 'it has let go');
    danmaku.frame.append(danmaku.layer);
    await danmaku.item('second 9');
    await seek(media, 30);
    await danmaku.item('second 29');
  });

  it('shows a fixed comment at its time, not when it is set', async () => {
    const { media, danmaku } = await replaying([{ time: 5, text: 'now', mode: 'top' }]);
    await seek(media, 4.2);
    await media.play();
    await danmaku.item('now');
    // The stage keeps its own time between two looks at the media, which may lag on a loaded machine.
    expect(media.currentTime).to.be.within(4.5, 6);
    media.pause();
  });

  it('ignores entries that cannot be shown, and warns', async () => {
    expectConsole('are ignored');
    const { media, danmaku } = await replaying([
      { time: 0, text: 'good' },
      { time: NaN, text: 'when?' },
      { time: 1, text: '' },
      { time: 1, text: '\u200B' },
      null as never,
    ]);
    await seek(media, 2);
    await danmaku.item('good');
    expect(danmaku.texts()).to.deep.equal(['good']);
  });
});

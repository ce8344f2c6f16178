// A page inserts and removes our elements a thousand times: what remains, by the browser's own numbers. The hundredth
// time is compared with the thousandth, so that what is created once does not count.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CDPSession } from 'puppeteer-core';
import { builtPages } from './support/built-pages.js';
import { Visitor } from './support/visitor.js';

const FIRST = 100;
const MORE = 900;
/** Bytes that one more mount may leave. */
const HEAP_PER_MOUNT = 1_024;

describe('a thousand mounts', () => {
  const built = builtPages();

  async function left(cdp: CDPSession): Promise<{ nodes: number; listeners: number; heap: number }> {
    for (let turn = 0; turn < 3; turn++) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
  }

  for (const tag of ['live-chat', 'danmaku-layer', 'like-button']) {
    test(`of <${tag}> that joins the room of another element by its for attribute leave nothing behind`, async () => {
      const person = await Visitor.enter(built.browser, `${built.site.origin}/module`, `mount${tag.replace('-', '')}`);
      await person.joined();
      const cdp = await person.page.createCDPSession();
      await cdp.send('Performance.enable');
      await cdp.send('HeapProfiler.enable');
      const mount = (times: number) =>
        person.page.evaluate(
          async (name, count) => {
            for (let turn = 0; turn < count; turn++) {
              const element = document.createElement(name) as HTMLElement & {
                readonly updateComplete: Promise<unknown>;
                readonly status: string;
              };
              element.setAttribute('for', 'chat');
              document.body.append(element);
              while (element.status !== 'joined') await new Promise((resolve) => setTimeout(resolve));
              await element.updateComplete;
              element.remove();
              await new Promise((resolve) => setTimeout(resolve));
            }
          },
          tag,
          times,
        );
      await mount(FIRST);
      const before = await left(cdp);
      await mount(MORE);
      const after = await left(cdp);
      const grown = {
        nodes: after.nodes - before.nodes,
        listeners: after.listeners - before.listeners,
        heapPerMount: Math.round((after.heap - before.heap) / MORE),
      };
      assert.ok(Math.abs(grown.nodes) < MORE / 10, `nodes: ${JSON.stringify(grown)}`);
      assert.ok(Math.abs(grown.listeners) < MORE / 10, `listeners: ${JSON.stringify(grown)}`);
      assert.ok(grown.heapPerMount < HEAP_PER_MOUNT, `heap: ${JSON.stringify(grown)}`);
      await person.leave();
    });
  }
});

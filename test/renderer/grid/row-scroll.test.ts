import { describe, expect, it } from 'vitest';
import { createRowScroll } from '../../../renderer/grid/row-scroll.ts';

/** An element that scrolls, as far as a scroll needs one. */
class FakeScroller extends EventTarget {
  clientHeight = 700;
  scrollTop = 0;
  edge = 100;

  getBoundingClientRect() {
    return { top: this.edge };
  }

  /** Somebody scrolls, and the browser says so. */
  drag(top: number) {
    this.scrollTop = top;
    this.dispatchEvent(new Event('scroll'));
  }
}

function setUp(count: number, start = 0) {
  const scroller = new FakeScroller();
  const scroll = createRowScroll(28, start);
  scroll.attach(scroller);
  scroll.extend({ count, above: 60 });
  return { scroller, scroll };
}

describe('rows that are scrolled', () => {
  it('begin where somebody was', () => {
    const { scroller, scroll } = setUp(1000, 640);
    expect(scroller.scrollTop).toBe(640 * 28);
    expect(scroll.get()).toEqual({ first: 640, last: 662, shift: 0 });
  });

  it('come in sight with as little movement as that takes', () => {
    const { scroll } = setUp(1000);
    scroll.reveal(5, 0);
    expect(scroll.get().first).toBe(0);
    scroll.reveal(100, 20);
    expect(scroll.get()).toMatchObject({ first: 78, last: 101 });
    scroll.reveal(40, 20);
    expect(scroll.get().first).toBe(40);
  });

  it('are reached to the last one of five million, and step by step from there', () => {
    const { scroller, scroll } = setUp(5_000_000);
    scroll.reveal(4_999_999, 0);
    expect(scroll.get().last).toBe(4_999_999);
    expect(scroller.scrollTop).toBeLessThan(33_500_000);
    const { first } = scroll.get();
    scroller.drag(scroller.scrollTop - 280);
    expect(scroll.get().first).toBe(first - 10);
  });

  it('stay where they are on the screen when something comes in above them', () => {
    const { scroller, scroll } = setUp(1000, 640);
    scroller.edge += 34;
    scroller.clientHeight -= 34;
    scroll.measure();
    expect(scroller.scrollTop).toBe(640 * 28 + 34);
    expect(scroll.get()).toMatchObject({ first: 641, last: 662 });
  });

  it('keep their place while they are not shown', () => {
    const { scroller, scroll } = setUp(1000, 640);
    scroller.clientHeight = 0;
    scroller.edge = 0;
    scroll.measure();
    scroller.clientHeight = 700;
    scroller.edge = 100;
    scroll.measure();
    expect(scroll.get().first).toBe(640);
  });

  it('stay at the top when rows come in above, for those who are there', () => {
    const { scroller, scroll } = setUp(1000);
    scroller.edge += 34;
    scroll.measure();
    expect(scroll.isAtTop()).toBe(true);
    scroll.moveBy(3);
    expect(scroll.get().first).toBe(3);
  });
});

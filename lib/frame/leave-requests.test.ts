// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { leadsAway } from './leave-question';
import { LeaveRequests } from './leave-requests';
import { LiveWorkList } from './live-work';

describe('leaving a page', () => {
  test('is free while nothing ends with the page: shells and kept drafts live on', () => {
    const works = new LiveWorkList();
    works.add({ id: 'shell', kind: 'shell', label: 'web-3' });
    works.add({ id: 'draft', kind: 'edit', label: '/staging/x' });
    expect(new LeaveRequests(works).mayGo('/nodes')).toBe(true);
  });
  test('waits for an answer while an edit is open; giving up goes on, staying keeps the edit', () => {
    const works = new LiveWorkList();
    works.add({ id: 'edit', kind: 'edit', label: 'Tags of web-3', endsWithItsPage: true });
    const requests = new LeaveRequests(works);
    expect(requests.mayGo('/sessions')).toBe(false);
    requests.stay();
    expect(requests.get()).toBeNull();
    expect(works.list()).toHaveLength(1);
    requests.mayGo('/sessions');
    expect(requests.giveUp()).toBe('/sessions');
    expect(works.list()).toEqual([]);
  });
});

describe('a press on a link', () => {
  const here = new URL('http://localhost:3000/nodes/i-1?tab=overview');
  const pressed = (href: string, init: MouseEventInit = {}) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.replaceChildren(link);
    let seen: MouseEvent | null = null;
    document.addEventListener(
      'click',
      (event) => {
        seen = event;
        event.preventDefault();
      },
      { once: true, capture: true },
    );
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
    if (!seen) throw new Error('no press was seen');
    return {
      event: new Proxy<MouseEvent>(seen, {
        get: (event, name) => (name === 'defaultPrevented' ? false : Reflect.get(event, name)),
      }),
    };
  };
  test('to another page leads away', () =>
    expect(leadsAway(pressed('http://localhost:3000/sessions?x=1').event, here)).toBe('/sessions?x=1'));
  test.each([
    ['within the page', 'http://localhost:3000/nodes/i-1?tab=patches', {}],
    ['to another site', 'https://example.com/', {}],
    ['into a new tab', 'http://localhost:3000/sessions', { ctrlKey: true }],
  ])('%s does not', (_, href, init) => expect(leadsAway(pressed(href, init).event, here)).toBeNull());
});

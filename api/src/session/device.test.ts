import { describe, expect, it } from 'vitest';
import { deviceOf, networkOf } from './device.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

describe('deviceOf', () => {
  it.each([
    [chrome, 'Chrome', 'Windows'],
    [`${chrome} Edg/142.0.0.0`, 'Edge', 'Windows'],
    [chrome.replace('Chrome/142', 'Chrome/142.0 YaBrowser/25.10'), 'Яндекс Браузер', 'Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
  ])('names %s', (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });

  it('knows nothing of programs, and repeats nothing that was sent', () => {
    for (const text of [undefined, '', 'node', '<script>'])
      expect(deviceOf(text)).toEqual({ browser: null, system: null });
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:192.168.1.20', '192.168.1.0/24'],
    ['2001:DB8:7:9::1', '2001:db8:7::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['127.0.0.1', null],
    ['::1', null],
    ['local', null],
  ])('%s lies in %s', (address, network) => expect(networkOf(address)).toBe(network));
});

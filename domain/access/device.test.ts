import { expect, it } from 'vitest';
import { deviceText } from './device.ts';

it('tells the usual devices of an office apart', () => {
  expect(
    deviceText('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0'),
  ).toBe('Windows · Edge');
  expect(deviceText('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36')).toBe(
    '安卓 · Chrome',
  );
  expect(deviceText('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1')).toBe(
    'iPhone · Safari',
  );
  expect(deviceText('')).toBe('未知设备');
});

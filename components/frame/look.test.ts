import { expect, test } from 'vitest';
import { formatLook, lookAttributes, lookIn, parseLook, THEMES, TYPE_SIZES } from './look.ts';

test('every look survives the way through the cookie', () => {
  for (const theme of THEMES) {
    for (const type of TYPE_SIZES) expect(parseLook(formatLook({ theme, type }))).toEqual({ theme, type });
  }
});

test('a damaged cookie gives the plain look', () => {
  for (const bad of [undefined, '', 'dark"><script>', '.', 'large.dark', 'x.y.z']) {
    expect(lookAttributes(parseLook(bad))).toEqual({});
  }
});

test('the look is found among other cookies and no longer name is mistaken for it', () => {
  expect(lookIn('a=1; shoumi-look=dark.large; b=2')).toEqual({ theme: 'dark', type: 'large' });
  expect(lookIn('x-shoumi-look=dark.large')).toEqual({ theme: 'auto', type: 'normal' });
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';
import { type Coverage, coverageOf } from './glyph-coverage.ts';

const require = createRequire(import.meta.url);

const REGULAR = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const BOLD = '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf';

/** Noto Sans SC, SIL Open Font License; it travels inside every document, so that none depends on the reader's fonts. */
export const FONT_FAMILY = 'Noto Sans SC';

let coverage: Coverage | undefined;

/** Registers the family with the renderer once, and says what it can print. */
export function documentFont(): Coverage {
  if (coverage) return coverage;
  Font.register({
    family: FONT_FAMILY,
    fonts: [
      { src: require.resolve(REGULAR), fontWeight: 400 },
      { src: require.resolve(BOLD), fontWeight: 700 },
    ],
  });
  // A Chinese line may break anywhere; the default breaks English words with hyphens.
  Font.registerHyphenationCallback((word) => [word]);
  coverage = coverageOf(readFileSync(require.resolve(REGULAR)));
  return coverage;
}

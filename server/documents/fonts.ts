import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';
import { type Coverage, coverageOf } from './glyph-coverage.ts';

const require = createRequire(import.meta.url);

const REGULAR = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const BOLD = '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf';

/** Noto Sans SC, SIL Open Font License; it travels inside every document, so that none depends on the reader's fonts. */
export const FONT_FAMILY = 'Noto Sans SC';

/** Where both weights lie. */
export function fontFiles(): { readonly regular: string; readonly bold: string } {
  return { regular: require.resolve(REGULAR), bold: require.resolve(BOLD) };
}

let coverage: Coverage | undefined;

/** Registers the family with the renderer once, and says what it can print. */
export function documentFont(): Coverage {
  if (coverage) return coverage;
  const { regular, bold } = fontFiles();
  Font.register({
    family: FONT_FAMILY,
    fonts: [
      { src: regular, fontWeight: 400 },
      { src: bold, fontWeight: 700 },
    ],
  });
  // A Chinese line may break anywhere; the default breaks English words with hyphens.
  Font.registerHyphenationCallback((word) => [word]);
  coverage = coverageOf(readFileSync(regular));
  return coverage;
}

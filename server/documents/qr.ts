import QRCode from 'qrcode';
import type { QrMatrix } from '#domain/certification/drawing.ts';

/** The modules of a QR code; level M still reads with 15 % of it worn or soiled. */
export function qrMatrix(content: string): QrMatrix {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

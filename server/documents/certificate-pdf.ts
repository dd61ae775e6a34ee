import { Document, G, Page, Path, renderToBuffer, Svg, Text } from '@react-pdf/renderer';
import { createElement, type ReactElement } from 'react';
import { certificateView, type ViewOptions } from '#domain/certification/certificate-view.ts';
import { certificateDrawing, PAGE } from '#domain/certification/drawing.ts';
import type { CertificatePayload, SignedCertificate } from '#domain/certification/payload.ts';
import type { Shape } from '#domain/certification/shapes.ts';
import { embeddedText } from './embedded-signature.ts';
import { documentFont, FONT_FAMILY } from './fonts.ts';
import { printable } from './printable.ts';
import { qrMatrix } from './qr.ts';

/** With the signed file inside, the print can be checked offline like the file itself. */
type Place = Omit<ViewOptions, 'remarks'> & { readonly signed?: SignedCertificate };

function element(shape: Shape, key: number): ReactElement {
  if (shape.kind === 'path') {
    return createElement(Path, {
      key,
      d: shape.d,
      fill: shape.fill ?? 'none',
      ...(shape.stroke ? { stroke: shape.stroke, strokeWidth: shape.width ?? 1 } : {}),
      opacity: shape.opacity ?? 1,
    });
  }
  const { content, x, y, size, colour, anchor, isBold, turn, opacity } = shape;
  const style = { fontFamily: FONT_FAMILY, fontSize: size, fontWeight: isBold ? 700 : 400 };
  const label = createElement(Text, { key, x, y, fill: colour, opacity, textAnchor: anchor, style }, content);
  return turn === 0 ? label : createElement(G, { key, transform: `rotate(${turn} ${x} ${y})` }, label);
}

/** The print of a certificate as a document of one page; pure but for the font's character map. */
export function certificateDocument(payload: CertificatePayload, place: Place): ReactElement<Document['props']> {
  const print = printable(payload, documentFont());
  const view = certificateView(print.payload, { ...place, remarks: print.remarks });
  const shapes = certificateDrawing(view, qrMatrix(view.verifyUrl));
  const page = createElement(
    Page,
    { size: 'A4', orientation: 'landscape' },
    createElement(
      Svg,
      { width: PAGE.width, height: PAGE.height, viewBox: `0 0 ${PAGE.width} ${PAGE.height}` },
      shapes.map(element),
    ),
  );
  const about = {
    title: `${payload.title} ${payload.serial}`,
    author: payload.issuer,
    subject: view.meaning,
    language: 'zh-CN',
    ...(place.signed ? { keywords: embeddedText(place.signed) } : {}),
  };
  return createElement(Document, about, page);
}

/** The certificate on A4 landscape with its fonts inside; some 10 ms once the font is read. */
export function certificatePdf(payload: CertificatePayload, place: Place): Promise<Buffer> {
  return renderToBuffer(certificateDocument(payload, place));
}

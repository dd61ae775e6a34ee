import { writeFileSync } from 'node:fs';
import { samplePayload } from '#domain/certification/sample-payload.ts';
import { certificatePdf } from './certificate-pdf.ts';

for (const [n, p] of [
  ['a', samplePayload()],
  [
    'b',
    samplePayload({
      name: '阿依古丽·买买提江',
      issuer: '华东某某信息技术工程有限责任公司研究院',
      unit: '战略发展与信息化安全保密综合管理部第二办公室',
    }),
  ],
  ['c', samplePayload({ name: '\u{2e9f5}\u{30edd}明', issuer: '江东市档案局' })],
] as const) {
  const t = performance.now();
  const b = await certificatePdf(p, 'http://baomi.example.internal:3000');
  console.log(n, b.length, performance.now() - t);
  writeFileSync(`/tmp/cert-${n}.pdf`, b);
}

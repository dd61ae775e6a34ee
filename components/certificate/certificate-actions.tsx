import { Download, FileCheck } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';

/** Plain links: the server names the files, and the browser shows the progress. */
export function CertificateActions({ id }: { id: string }) {
  const base = `/api/v1/certificates/${id}`;
  return (
    <>
      <a href={`${base}/signed`} download className={buttonClass({ variant: 'quiet' })}>
        <FileCheck aria-hidden className="size-4.5" />
        下载签名文件
      </a>
      <a href={`${base}/pdf`} download className={buttonClass({ variant: 'primary' })}>
        <Download aria-hidden className="size-4.5" />
        下载 PDF
      </a>
    </>
  );
}

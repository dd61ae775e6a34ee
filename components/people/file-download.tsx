import { FileDown } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';

/** Takes the whole personal file as one PDF, all years. */
export function FileDownload({ href }: { href: string }) {
  return (
    <a href={href} download className={buttonClass({})}>
      <FileDown aria-hidden className="size-4" />
      下载个人档案（PDF）
    </a>
  );
}

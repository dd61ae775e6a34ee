import type { OwnHome } from '../../domain/learning/home-view.ts';
import { Card } from '../ui/card.tsx';
import { DatedText } from '../ui/dated-text.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

type CertificateListProps = { certificates: OwnHome['certificates'] };

export function CertificateList({ certificates }: CertificateListProps) {
  return (
    <Card title="证明" flush>
      {certificates.length === 0 ? (
        <EmptyState title="还没有证明">计划的要求全部达标后，系统会自动签发合格证明。</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {certificates.map((certificate) => (
            <li key={certificate.id} className="flex flex-wrap items-center justify-between gap-2 px-4 py-3">
              <div className="min-w-0">
                <TextLink href={`/me/certificates/${certificate.id}`}>
                  {certificate.title || certificate.serial}
                </TextLink>
                <p className="text-ink-2 text-sm">
                  <DatedText text={`编号 ${certificate.serial}，有效期至 ${certificate.validUntil}`} />
                </p>
              </div>
              <Status tone={certificate.isValid ? 'success' : 'warning'}>{certificate.stateLabel}</Status>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

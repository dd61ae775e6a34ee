import { REGISTER_STATE_LABEL, REGISTER_STATES, type RegisterLine } from '../../domain/certification/register-view.ts';
import { SearchForm } from '../admin/search-form.tsx';
import { CertificateStatus } from '../certificate/certificate-status.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Field } from '../ui/field.tsx';
import { Input, Select } from '../ui/input.tsx';
import { Badge } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

const COLUMNS: readonly Column<RegisterLine>[] = [
  {
    key: 'serial',
    head: '编号',
    title: true,
    cell: (line) => (
      <TextLink href={`/office/certificates/${line.id}`} className="whitespace-nowrap">
        {line.serial}
      </TextLink>
    ),
  },
  { key: 'name', head: '姓名', cell: (line) => line.name },
  { key: 'no', head: '工号', cell: (line) => line.employeeNo },
  { key: 'title', head: '名称', cell: (line) => line.title || '—' },
  { key: 'issued', head: '签发', cell: (line) => line.issuedOn },
  { key: 'until', head: '有效期至', cell: (line) => line.validUntil },
  {
    key: 'state',
    head: '状态（已核验签名）',
    cell: (line) => (
      <span className="inline-flex flex-wrap items-center gap-1.5">
        <CertificateStatus state={line.state} on={line.endedOn} />
        {line.isWaiting ? <Badge>有待审批的申请</Badge> : null}
      </span>
    ),
  },
];

/** Search by name, 工号 or serial, and by state; the values stand in the address. */
export function RegisterFilter({ q = '', state = '' }: { q?: string; state?: string }) {
  return (
    <SearchForm reset="/office/certificates">
      <Field id="q" label="姓名、工号或编号">
        <Input id="q" name="q" defaultValue={q} maxLength={60} type="search" />
      </Field>
      <Field id="state" label="状态">
        <Select id="state" name="state" defaultValue={state}>
          <option value="">全部</option>
          {REGISTER_STATES.map((name) => (
            <option key={name} value={name}>
              {REGISTER_STATE_LABEL[name]}
            </option>
          ))}
        </Select>
      </Field>
    </SearchForm>
  );
}

export function RegisterTable({ lines }: { lines: readonly RegisterLine[] }) {
  return (
    <DataTable
      caption="证明登记"
      columns={COLUMNS}
      rows={lines}
      rowKey={(line) => line.id}
      empty={
        <EmptyState title="没有符合条件的证明">
          请核对姓名、工号或编号，或清除筛选条件；不在您负责范围内的证明不会显示。
        </EmptyState>
      }
    />
  );
}

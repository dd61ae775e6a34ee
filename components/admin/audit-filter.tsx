import { actionText } from '../../domain/audit/action-text.ts';
import { Field } from '../ui/field.tsx';
import { Input, Select } from '../ui/input.tsx';
import { SearchForm } from './search-form.tsx';

type AuditFilterProps = {
  values: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly actor?: string | undefined;
    readonly action?: string | undefined;
    readonly outcome?: string | undefined;
  };
  actions: readonly string[];
};

export function AuditFilter({ values, actions }: AuditFilterProps) {
  return (
    <SearchForm reset="/admin/audit">
      <Field id="from" label="从">
        <Input id="from" name="from" type="date" defaultValue={values.from} />
      </Field>
      <Field id="to" label="到">
        <Input id="to" name="to" type="date" defaultValue={values.to} />
      </Field>
      <Field id="actor" label="操作人">
        <Input id="actor" name="actor" type="search" maxLength={60} defaultValue={values.actor} />
      </Field>
      <Field id="action" label="操作">
        <Select id="action" name="action" defaultValue={values.action ?? ''}>
          <option value="">全部</option>
          {actions.map((action) => (
            <option key={action} value={action}>
              {actionText(action)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="outcome" label="结果">
        <Select id="outcome" name="outcome" defaultValue={values.outcome ?? ''}>
          <option value="">全部</option>
          <option value="done">完成</option>
          <option value="refused">拒绝</option>
        </Select>
      </Field>
    </SearchForm>
  );
}

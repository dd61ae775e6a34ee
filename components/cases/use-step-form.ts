'use client';

import { useEffect, useRef, useState } from 'react';
import { type FieldErrors, type Resolver, useForm } from 'react-hook-form';
import type { FormField } from '../../domain/certification/case/form.ts';
import type { ApiError } from '../ui/api.ts';
import { check, type Inputs } from './form-model.ts';

export const PASSWORD = 'password';

function resolverFor(fields: readonly FormField[], needsPassword: boolean): Resolver<Inputs> {
  return (values) => {
    const checked = check(fields, values);
    const faults: Record<string, string> = checked.ok ? {} : { ...checked.faults };
    if (needsPassword && !values[PASSWORD]) faults[PASSWORD] = '请输入登录密码';
    const names = Object.keys(faults);
    if (names.length === 0) return { values, errors: {} };
    const errors = Object.fromEntries(names.map((name) => [name, { type: 'check', message: faults[name] }]));
    return { values: {}, errors: errors as FieldErrors<Inputs> };
  };
}

/** A form made from fields, checked by the server's own schema, with the place that takes the focus when it fails. */
export function useStepForm(fields: readonly FormField[], start: Inputs, needsPassword = false) {
  const [failure, setFailure] = useState<ApiError | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const form = useForm<Inputs>({
    resolver: resolverFor(fields, needsPassword),
    defaultValues: needsPassword ? { ...start, [PASSWORD]: '' } : start,
    shouldFocusError: false,
  });
  const { errors, submitCount, isSubmitting } = form.formState;
  useEffect(() => {
    if (submitCount > 0 && !isSubmitting) summary.current?.focus();
  }, [submitCount, isSubmitting]);
  return { form, errors, isSubmitting, failure, setFailure, summary };
}

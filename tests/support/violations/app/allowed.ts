import { rule } from '#domain/rule.ts';
import { operation } from '#server/operation.ts';

export const allowed = [rule, operation];

import { operation } from '#server/operation.ts';

export const asked = operation;

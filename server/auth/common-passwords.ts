import { dictionary } from '@zxcvbn-ts/language-common';

let common: ReadonlySet<string> | undefined;

/** True for the tens of thousands of passwords that leaks show most often; the list comes with the package, offline. */
export function isCommonPassword(lowerCase: string): boolean {
  common ??= new Set(dictionary['passwords-common'] as readonly string[]);
  return common.has(lowerCase);
}

import { db } from '#db/client.ts';
import { type PersonChoice, searchPeople } from '#db/dal/case-choices.ts';
import type { Principal } from '#domain/access/principal.ts';
import { ok, type Result } from '#domain/shared/result.ts';

/** People in the principal's sight whose name, pinyin or 工号 begins with a text; at most 20. */
export async function findPeopleByHand(principal: Principal, text: string): Promise<Result<readonly PersonChoice[]>> {
  return ok(await searchPeople(db, principal, text));
}

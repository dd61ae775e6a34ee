'use client';

import type { PolicyTarget } from '../../domain/policy/policy-target.ts';
import { PostButton } from './post-button.tsx';

/** Begins a draft from the rule in force, or from an earlier draft. */
export function StartDraft({ target, from }: { target: PolicyTarget; from?: string }) {
  return (
    <PostButton
      path="/api/v1/policies/drafts"
      body={from ? { target, from } : { target }}
      variant={from ? 'quiet' : 'primary'}
      size={from ? 'sm' : 'md'}
      busyText="正在建立…"
      done={() => '已建立修改草稿，现行规则不变'}
    >
      {from ? '以此重新起草' : '起草修改'}
    </PostButton>
  );
}

/** Makes drafts out of a default set; nothing is in force before each was handed in and published. */
export function ChooseSet({ setId, disabled }: { setId: string; disabled: boolean }) {
  return (
    <PostButton<{ drafted: readonly string[]; busy: readonly string[] }>
      path={`/api/v1/policies/sets/${setId}/drafts`}
      busyText="正在起草…"
      disabled={disabled}
      done={({ drafted, busy }) =>
        drafted.length > 0
          ? `已为${drafted.join('、')}建立修改草稿，请核对后提交`
          : `${busy.join('、')}已有未办结的修改，没有建立新草稿`
      }
    >
      按此方案起草
    </PostButton>
  );
}

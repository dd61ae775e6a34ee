'use client';

import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useLesson } from './lesson-context.ts';

/** 还在学习吗: counting waits until the reader answers; closing it is an answer too. */
export function PresenceDialog() {
  const { pause, confirmPresence } = useLesson();
  return (
    <Dialog
      open={pause === 'presence'}
      onClose={() => {
        if (pause === 'presence') confirmPresence();
      }}
      title="还在学习吗？"
      footer={
        <Button variant="primary" autoFocus onClick={confirmPresence}>
          在，继续学习
        </Button>
      }
    >
      <p>学时按实际在学的时间计。计时已经暂停，点“继续学习”后接着计，已计的时间不受影响。</p>
    </Dialog>
  );
}

import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';

/** A plain GET form: it works without scripts, and the answer has an address of its own. */
export function CodeForm({ initial = '', error }: { initial?: string; error?: string }) {
  return (
    <form action="/verify" method="get" className="space-y-3">
      <TextField
        id="code"
        name="code"
        label="核验码"
        defaultValue={initial}
        error={error}
        help="证明左下角二维码旁的 22 位核验码，区分大小写；也可以粘贴整个网址。"
        required
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={300}
      />
      <Button type="submit" variant="primary">
        开始核验
      </Button>
    </form>
  );
}

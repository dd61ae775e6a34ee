/** Stands on every page, on screen as a fixed strip and on paper as a line. */
export function NonClassifiedNotice() {
  return (
    <aside
      aria-label="系统提示"
      data-notice
      className="sticky top-0 z-20 flex h-strip shrink-0 items-center justify-center border-line border-b bg-primary-tint px-2 text-[min(0.8125rem,3.6vw)] text-primary"
    >
      本系统为非涉密系统，严禁存储、处理、传输国家秘密
    </aside>
  );
}

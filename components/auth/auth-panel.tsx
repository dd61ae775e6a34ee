import type { ReactNode } from 'react';
import { BrandMark } from '../frame/brand.tsx';

const PROMISES = [
  ['短课', '每课十分钟上下，电脑、手机都能学，学时自动记录。'],
  ['考试', '作答随时保存，断网、换设备都不会丢。'],
  ['台账', '学时、成绩、证明，本人随时可查。'],
] as const;

const RINGS = [40, 64, 88, 112, 136, 160, 184, 208];

/** Quiet circles, like the ground of a certificate. */
function Rings() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 220 220"
      preserveAspectRatio="xMaxYMax slice"
      className="absolute inset-0 -z-10 size-full fill-none stroke-on-brand opacity-10"
    >
      {RINGS.map((radius) => (
        <circle key={radius} cx="215" cy="180" r={radius} strokeWidth="0.6" />
      ))}
    </svg>
  );
}

/** What the system is, on the left of a wide screen; the form on the right, alone on a phone. */
export function AuthPanel({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main id="main" className="flex flex-1 flex-col lg:flex-row">
      <section className="relative isolate hidden w-[42%] flex-col justify-between bg-brand px-12 py-14 text-on-brand lg:flex">
        <Rings />
        <div className="flex items-center gap-3 font-semibold text-xl">
          <BrandMark className="size-9" onBrand />
          守密
        </div>
        <div>
          <p className="font-semibold text-2xl">保密教育培训与考核</p>
          <dl className="mt-6 space-y-3">
            {PROMISES.map(([name, text]) => (
              <div key={name} className="flex gap-4">
                <dt className="shrink-0 font-semibold">{name}</dt>
                <dd className="opacity-85">{text}</dd>
              </div>
            ))}
          </dl>
        </div>
        <p className="text-sm opacity-85">请只在单位批准的设备和网络上使用。离开座位前请退出登录。</p>
      </section>
      <section className="flex flex-1 items-start justify-center px-5 py-10 lg:items-center">
        <div className="w-full max-w-sm">
          <div className="mb-8 flex items-center gap-2.5 lg:hidden">
            <BrandMark className="size-9" />
            <p className="leading-tight">
              <span className="block font-semibold text-lg">守密</span>
              <span className="text-ink-2 text-sm">保密教育培训与考核</span>
            </p>
          </div>
          <h1 className="text-xl">{title}</h1>
          {lead ? <div className="mt-1 text-ink-2 text-sm">{lead}</div> : null}
          <div className="mt-5">{children}</div>
        </div>
      </section>
    </main>
  );
}

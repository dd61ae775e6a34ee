import {
  comparisonHref,
  isToBeConfirmed,
  type LawView,
  lawPath,
  type VersionView,
} from '../../domain/law/law-views.ts';
import { Card } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

export function VersionStatus({ version }: { version: VersionView }) {
  if (isToBeConfirmed(version)) return <Status tone="warning">{version.status}</Status>;
  return <Status tone={version.isInForce ? 'success' : 'neutral'}>{version.status}</Status>;
}

/** When it was adopted and when it is or was in force; no date breaks across lines. */
export function VersionDates({ version }: { version: VersionView }) {
  const { adopted, inForce, until } = version;
  const parts = [...(adopted ? [`${adopted} 通过`] : []), `${inForce} 起施行`, ...(until ? [`至 ${until}`] : [])];
  return (
    <>
      {parts.map((part, index) => (
        <span key={part} className="whitespace-nowrap">
          {part}
          {index < parts.length - 1 ? '，' : ''}
        </span>
      ))}
    </>
  );
}

function Version({ law, version, older }: { law: LawView; version: VersionView; older: VersionView | undefined }) {
  return (
    <li className="border-line border-t py-2.5 first:border-t-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{version.version} 年版</span>
        <VersionStatus version={version} />
      </p>
      <p className="mt-0.5 text-ink-2 text-sm">
        <VersionDates version={version} />
        <span className="whitespace-nowrap">
          {isToBeConfirmed(version) ? ' · 尚未收录条文' : ` · 收录 ${version.articles} 条`}
        </span>
      </p>
      {version.note ? <p className="mt-0.5 text-ink-2 text-sm">{version.note}</p> : null}
      {older ? (
        <p className="mt-1 text-sm">
          <TextLink
            className="inline-block min-h-6"
            href={comparisonHref(law.law, { from: older.version, to: version.version })}
          >
            与 {older.version} 年版逐条对照
          </TextLink>
        </p>
      ) : null}
    </li>
  );
}

const textsOf = (law: LawView) => law.versions.filter((version) => !isToBeConfirmed(version));

/** The version before this one, if both can be read. */
function olderThan(law: LawView, version: VersionView): VersionView | undefined {
  const texts = textsOf(law);
  const at = texts.indexOf(version);
  return at === -1 ? undefined : texts[at + 1];
}

/** Every law of the register with its versions; a law of which one version can be read opens its articles. */
export function LawRegister({ laws }: { laws: readonly LawView[] }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {laws.map((law) => (
        <Card
          key={law.law}
          title={law.title}
          action={
            textsOf(law).length === 1 ? (
              <TextLink className="inline-block min-h-6 text-sm" href={lawPath(law.law)}>
                看条文
              </TextLink>
            ) : null
          }
        >
          <p className="text-ink-2 text-sm">
            {law.lessons > 0 ? `${law.lessons} 课引用，课程里简称《${law.law}》` : '目前没有课程引用'}
          </p>
          <ul className="m-0 mt-1 list-none p-0">
            {law.versions.map((version) => (
              <Version key={version.version} law={law} version={version} older={olderThan(law, version)} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

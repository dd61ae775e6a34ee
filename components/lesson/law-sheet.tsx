'use client';

import { useEffect, useState } from 'react';
import { lawPath } from '../../domain/law/law-views.ts';
import type { LawArticleView } from '../../domain/learning/lesson-view.ts';
import { Alert } from '../ui/alert.tsx';
import { apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { SideSheet } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { type LawPlace, lawApiPath, lawHref, placeOfHash } from './law-ref.ts';

type Loaded = { readonly view: LawArticleView } | { readonly error: string } | null;

function Versions({ view, item }: { view: LawArticleView; item: string | undefined }) {
  if (view.versions.length < 2) return null;
  return (
    <section className="mt-5 border-line border-t pt-3 text-sm">
      <h3 className="mb-1 text-sm">版本沿革</h3>
      <ul className="space-y-1 text-ink-2">
        {view.versions.map((version) => (
          <li key={version.version}>
            {version.version === view.version ? (
              <span className="font-medium text-ink">{version.version} 年版（正在查看）</span>
            ) : version.hasArticle ? (
              <a
                className="text-primary underline underline-offset-3"
                href={lawHref({ law: view.law, version: version.version, article: view.article, item })}
              >
                {version.version} 年版同条号
              </a>
            ) : (
              <span>{version.version} 年版（无此条号）</span>
            )}
            {` · ${version.status} · ${version.inForceFrom} 起施行`}
            {version.until ? `，至 ${version.until}` : ''}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-2">
        各版本条号可能有调整，同条号不一定是同一内容。
        <TextLink href={lawPath(view.law)}>看新旧版本逐条对照</TextLink>
      </p>
    </section>
  );
}

function Article({ view, item }: { view: LawArticleView; item: string | undefined }) {
  return (
    <article>
      <p className="flex flex-wrap items-center gap-2 text-ink-2 text-sm">
        <Status tone={view.isInForce ? 'success' : 'warning'}>{view.status}</Status>
        <span>
          {view.version} 年版 · {view.inForceFrom} 起施行
        </span>
      </p>
      {view.chapter ? <p className="mt-2 text-ink-2 text-sm">{view.chapter}</p> : null}
      <div className="mt-2 space-y-2 text-base leading-[1.8]">
        {view.paragraphs.map((paragraph) =>
          item && paragraph.startsWith(`（${item}）`) ? (
            <p key={paragraph} className="rounded-sm border-primary border-l-4 bg-primary-tint py-1 pl-2 font-medium">
              {paragraph}
            </p>
          ) : (
            <p key={paragraph}>{paragraph}</p>
          ),
        )}
      </div>
      {view.note ? <p className="mt-3 text-ink-2 text-sm">{view.note}</p> : null}
      <Versions view={view} item={item} />
    </article>
  );
}

function Loading() {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">正在读取条文</span>
      <Skeleton className="h-5 w-32" />
      <Skeleton />
      <Skeleton className="h-4 w-4/5" />
    </div>
  );
}

/**
 * The text of the article named in the address, beside the lesson. Opening and closing only change the address, so that
 * the back button closes it and a copied link opens it again.
 */
export function LawSheet() {
  const [place, setPlace] = useState<LawPlace | null>(null);
  const [loaded, setLoaded] = useState<Loaded>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const follow = () => setPlace(placeOfHash(window.location.hash));
    follow();
    window.addEventListener('hashchange', follow);
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
      window.removeEventListener('popstate', follow);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt reads the same article again
  useEffect(() => {
    if (!place) return;
    const control = new AbortController();
    setLoaded(null);
    apiFetch<LawArticleView>(lawApiPath(place), { signal: control.signal })
      .then((result) => setLoaded(result.ok ? { view: result.value } : { error: result.error.message }))
      .catch(() => undefined);
    return () => control.abort();
  }, [place, attempt]);
  const close = () => {
    if (!placeOfHash(window.location.hash)) return;
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
    setPlace(null);
  };
  const view = loaded && 'view' in loaded ? loaded.view : null;
  return (
    <SideSheet open={place !== null} onClose={close} title={view ? `《${view.lawTitle}》${view.title}` : '法规条文'}>
      {loaded === null ? <Loading /> : null}
      {view ? <Article view={view} item={place?.item} /> : null}
      {loaded && 'error' in loaded ? (
        <Alert
          tone="danger"
          title="没有读到这一条"
          action={
            <Button size="sm" onClick={() => setAttempt((n) => n + 1)}>
              重试
            </Button>
          }
        >
          {loaded.error}
        </Alert>
      ) : null}
    </SideSheet>
  );
}

/** How the interface looks for this person: kept in one cookie, so that the server sends the right page at once. */
export const LOOK_COOKIE = 'shoumi-look';

export const THEMES = ['auto', 'light', 'dark'] as const;
export const TYPE_SIZES = ['normal', 'large'] as const;
export type Look = { readonly theme: (typeof THEMES)[number]; readonly type: (typeof TYPE_SIZES)[number] };

/** Anything unknown falls back to the system's wish and the normal size: a cookie is never trusted to be well formed. */
export function parseLook(value: string | undefined): Look {
  const [theme, type] = (value ?? '').split('.');
  return {
    theme: THEMES.find((known) => known === theme) ?? 'auto',
    type: TYPE_SIZES.find((known) => known === type) ?? 'normal',
  };
}

export function formatLook(look: Look): string {
  return `${look.theme}.${look.type}`;
}

/** Attributes of the root element; `auto` and `normal` leave it bare. */
export function lookAttributes(look: Look): { 'data-theme'?: 'light' | 'dark'; 'data-type'?: 'large' } {
  return {
    ...(look.theme === 'auto' ? {} : { 'data-theme': look.theme }),
    ...(look.type === 'large' ? { 'data-type': look.type } : {}),
  };
}

/** The look kept in a cookie header or `document.cookie`. */
export function lookIn(cookies: string): Look {
  const pair = cookies.split(/;\s*/).find((part) => part.startsWith(`${LOOK_COOKIE}=`));
  return parseLook(pair?.slice(LOOK_COOKIE.length + 1));
}

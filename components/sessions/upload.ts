import { type ApiResult, problemOf } from '../ui/api.ts';

export type UploadOptions = {
  readonly headers?: Readonly<Record<string, string>>;
  /** Share that has been sent, 0 to 1. */
  readonly onProgress?: (share: number) => void;
};

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const OFFLINE = {
  ok: false,
  error: { code: 'OFFLINE', message: '网络已断开或服务器没有响应，请检查网络后重试。', status: 0 },
} as const;

/** Sends a file as it is, telling how far it has come; refusals and a lost network are values. */
export function sendFile<T>(path: string, file: Blob, options: UploadOptions = {}): Promise<ApiResult<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    for (const [name, value] of Object.entries(options.headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => resolve(OFFLINE);
    request.ontimeout = () => resolve(OFFLINE);
    request.onload = () => {
      const body = parsed(request.responseText);
      const isGood = request.status >= 200 && request.status < 300 && body !== undefined;
      resolve(isGood ? { ok: true, value: body as T } : { ok: false, error: problemOf(request.status, body) });
    };
    request.send(file);
  });
}

/** Sends a file and saves the file that comes back under a name. */
export async function exchangeFile(path: string, file: Blob, saveAs: string): Promise<ApiResult<null>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
  } catch {
    return OFFLINE;
  }
  if (!response.ok) return { ok: false, error: problemOf(response.status, parsed(await response.text())) };
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = saveAs;
  link.click();
  // The browser has taken what it needs once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 0);
  return { ok: true, value: null };
}

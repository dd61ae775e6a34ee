import type { Principal } from '#domain/access/principal.ts';
import { ok, type Result } from '#domain/shared/result.ts';
import { certificatePdf } from '../../documents/certificate-pdf.ts';
import { env } from '../../env.ts';
import { takeToken } from '../../token-bucket.ts';
import { certificateToTake } from './read.ts';

/**
 * The certificate on A4 landscape with its signed file inside; one that no longer holds carries its state across the
 * sheet.
 * @returns what `certificateToTake` refuses, and RATE_LIMITED: drawing a sheet holds up everybody for a tenth of a second.
 */
export async function printCertificate(
  principal: Principal,
  id: string,
): Promise<Result<{ serial: string; pdf: Buffer }>> {
  const allowed = takeToken(`print:${principal.accountId}`, performance.now() / 1000);
  if (!allowed.ok) return allowed;
  const taken = await certificateToTake(principal, id, 'pdf');
  if (!taken.ok) return taken;
  const { payload, state, signed } = taken.value;
  return ok({ serial: payload.serial, pdf: await certificatePdf(payload, { baseUrl: env.PUBLIC_URL, state, signed }) });
}

import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { passExam } from './support/exam.ts';
import { finishStudies } from './support/people.ts';
import { expectNoAxeViolations, test } from './support/test.ts';

test('a finished plan earns a certificate that can be shown, downloaded and checked by anyone', async ({
  page,
  browser,
  owner,
  freshEmployee,
}) => {
  const who = await freshEmployee();
  await finishStudies(owner, who);
  const certificateId = await passExam(page, owner, who);
  expect(certificateId).not.toBeNull();
  await page.goto(`/me/certificates/${certificateId}`);
  await expect(page.getByText('有效', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(who.name).first()).toBeVisible();
  await expectNoAxeViolations(page);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载 PDF' }).click();
  const file = readFileSync(await (await download).path());
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(file.length).toBeGreaterThan(3000);

  const [row] = await owner<
    { code: string; serial: string }[]
  >`select verify_code as code, serial from certificates where id = ${certificateId}`;
  const anywhere = await browser.newContext();
  const anybody = await anywhere.newPage();
  await anybody.goto(`/verify/${row?.code}`);
  await expect(anybody.getByText(String(row?.serial))).toBeVisible();
  await expect(anybody.getByText('签名核验通过，登记信息与签发时一致。')).toBeVisible();
  await expect(anybody.getByText(who.name)).toHaveCount(0);
  await expect(anybody.getByText(who.employeeNo)).toHaveCount(0);
  await expectNoAxeViolations(anybody);

  await anybody.goto('/verify');
  await anybody.getByRole('textbox').fill(String(row?.code));
  await anybody.getByRole('button', { name: /核验/ }).click();
  await expect(anybody).toHaveURL(`/verify/${row?.code}`);

  // What nobody but the owner of the tables can do, and only past the guard against it.
  await owner.begin(async (tx) => {
    await tx`alter table certificates disable trigger certificates_append_only`;
    await tx`update certificates set payload = replace(payload, '"score":"100"', '"score":"99"') where id = ${certificateId}`;
    await tx`alter table certificates enable trigger certificates_append_only`;
  });
  await anybody.goto(`/verify/${row?.code}`);
  await expect(anybody.getByText('内容已被改动')).toBeVisible();
  await expect(anybody.getByText(String(row?.serial))).toHaveCount(0);
  await anywhere.close();
});

test('a made-up code finds nothing and says so', async ({ page }) => {
  await page.goto('/verify/AAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByText('没有找到这份证明')).toBeVisible();
});

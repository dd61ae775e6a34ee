import { expect } from '@playwright/test';
import {
  agree,
  newPost,
  openCasePage,
  pass,
  putInPost,
  type Seat,
  seat,
  sign,
  sitInBrowser,
  study,
  take,
} from './support/cases.ts';
import { expectNoAxeViolations, expectNoSidewaysScroll, test } from './support/test.ts';

test.afterEach(async ({ clock }) => clock.returnToPresent());

/** Days from today in Shanghai, as a date field takes them. */
function day(offset: number): string {
  const at = new Date(Date.now() + offset * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);
}

async function caseIdOf({ page }: Seat): Promise<string> {
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
  return page.url().split('/').at(-1) ?? '';
}

test('上岗: from the nomination to the register, each step by the person it belongs to', async ({
  browser,
  owner,
  clock,
}) => {
  test.setTimeout(240_000);
  const [subject, officer, hr, office, leader] = [
    await seat(browser, owner),
    await seat(browser, owner, 'unit-officer'),
    await seat(browser, owner, 'hr'),
    await seat(browser, owner, 'office'),
    await seat(browser, owner, 'leader'),
  ];
  const post = await newPost(owner, subject.who, 'general');

  await officer.page.goto('/hr/cases/new?kind=entry');
  await officer.page.getByRole('combobox', { name: '人员' }).fill(subject.who.employeeNo);
  await officer.page.getByRole('option', { name: new RegExp(subject.who.employeeNo) }).click();
  await officer.page.getByLabel('涉密岗位').selectOption({ label: await optionOf(officer, post.code) });
  await officer.page.getByLabel('拟上岗日期').fill(day(30));
  await officer.page.getByLabel('任用理由').fill('岗位空缺，工作需要');
  await officer.page.getByRole('button', { name: '提名上岗', exact: true }).click();
  const caseId = await caseIdOf(officer);

  await subject.page.goto('/');
  await expect(subject.page.getByText(/上岗/).first()).toBeVisible();
  await take(subject, caseId, '提交审查表', async (form) => {
    for (const name of [
      '国籍',
      '本人境外永久居留权或长期居留许可',
      '配偶、子女境外永居或外籍',
      '刑事处罚、开除公职或严重违反保密规定的记录',
    ]) {
      await form.getByLabel(name).selectOption({ index: 1 });
    }
    await form.getByLabel('学习和工作经历').fill('毕业后一直在本院从事课题研究工作。');
    await form.getByLabel('家庭成员和主要社会关系').fill('配偶为教师，父母退休。');
    await form.getByLabel('与境外机构、组织、人员的交往').fill('无');
    await form.getByRole('checkbox').check();
    await sign(form);
  });
  await expectNoAxeViolations(subject.page);
  await agree(officer, caseId, '签署用人部门意见');
  await agree(office, caseId, '签署保密办意见');
  await hr.page.goto('/todo');
  await expect(hr.page.getByText(subject.who.employeeNo).first()).toBeVisible();
  await take(hr, caseId, '作出审查通过的结论');
  await expect(hr.page.getByText('岗前培训').first()).toBeVisible();

  await study(subject, owner, clock, caseId);
  await openCasePage(subject, caseId);
  await expect(subject.page.getByText(/课程已学完，待通过考试/)).toBeVisible();
  await pass(subject, owner, caseId);

  await openCasePage(subject, caseId);
  const pledge = subject.page.getByRole('form', { name: '签订保密承诺书' });
  await expect(pledge.getByText('涉密人员保密承诺书')).toBeVisible();
  await expect(pledge.getByRole('timer')).toBeVisible();
  await clock.advance('90 seconds');
  await pledge.getByRole('checkbox').check();
  await sign(pledge);
  await pledge.getByRole('button', { name: '签订保密承诺书' }).click();
  await expect(pledge).toHaveCount(0);
  await agree(officer, caseId, '签署用人部门上岗意见');
  await agree(hr, caseId, '签署人事部门上岗意见');
  await agree(office, caseId, '签署保密办上岗意见');
  await take(leader, caseId, '批准上岗', (form) => form.getByLabel('上岗日期').fill(day(0)));
  await take(hr, caseId, '登记台账并报备', async (form) => {
    await form.getByLabel('报备日期').fill(day(0));
    await form.getByLabel('报备对象').fill('保密行政管理部门');
  });

  await openCasePage(subject, caseId);
  await expectNoAxeViolations(subject.page);
  await subject.page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(subject.page);
  const papers = subject.page.getByRole('link', { name: /承诺书|审查表|审批表/ });
  expect(await papers.count()).toBeGreaterThanOrEqual(3);
  const paper = await subject.page.request.get((await papers.first().getAttribute('href')) ?? '');
  expect(paper.ok()).toBe(true);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const [row] = await owner`select life_state, category from person_assignments
    where person_id = ${subject.who.personId} order by valid_from desc limit 1`;
  expect(row).toEqual({ life_state: 'in-post', category: 'general' });
  await hr.page.goto(`/hr/people/${subject.who.personId}`);
  await hr.page
    .getByRole('tab', { name: '岗位与流程' })
    .or(hr.page.getByRole('link', { name: '岗位与流程' }))
    .first()
    .click();
  await expect(hr.page.getByRole('link', { name: /SG-\d{4}-\d{4}/ }).first()).toBeVisible();
  for (const one of [subject, officer, hr, office, leader]) await one.close();

  async function optionOf({ page }: Seat, code: string): Promise<string> {
    const option = page.locator('option', { hasText: code });
    await expect(option).toHaveCount(1);
    return (await option.textContent()) ?? '';
  }
});

test('在岗: a trip is asked for, approved by three, prepared for with an exam and reported', async ({
  browser,
  owner,
  clock,
}) => {
  test.setTimeout(180_000);
  const [subject, hr, office, leader] = [
    await seat(browser, owner),
    await seat(browser, owner, 'hr'),
    await seat(browser, owner, 'office'),
    await seat(browser, owner, 'leader'),
  ];
  await putInPost(owner, subject.who, 'general');
  await subject.page.goto('/me/cases');
  await subject.page.getByRole('link', { name: '申请出境' }).click();
  const form = subject.page.getByRole('form', { name: '申请出境' });
  await form.getByLabel('事由').selectOption('private');
  await form.getByLabel('目的地').fill('新加坡');
  await form.getByLabel('出境日期').fill(day(0));
  await form.getByLabel('返回日期').fill(day(-1));
  await form.getByLabel('说明').fill('与家人旅行');
  await form.getByRole('button', { name: '申请出境' }).click();
  await expect(subject.page.getByText(/返回日期不能早于出境日期/)).toBeVisible();
  await form.getByLabel('返回日期').fill(day(6));
  await form.getByRole('button', { name: '申请出境' }).click();
  const caseId = await caseIdOf(subject);

  await agree(office, caseId, '签署保密办意见');
  await agree(hr, caseId, '签署人事部门意见');
  await take(leader, caseId, '批准出境');
  await study(subject, owner, clock, caseId);
  await openCasePage(subject, caseId);
  await expect(subject.page.getByText(/课程已学完，待通过考试/)).toBeVisible();
  await subject.page.goto('/');
  await expect(subject.page.getByText(/出境前保密知识考核/).first()).toBeVisible();
  await sitInBrowser(subject, owner, '出境前保密知识考核');
  await openCasePage(subject, caseId);
  await expect(subject.page.getByText(/按批准的行程出境/)).toBeVisible();
  await take(subject, caseId, '提交返回报告', async (report) => {
    await report.getByLabel('实际返回日期').fill(day(0));
    await report.getByLabel(/境外有无可疑接触/).selectOption('no');
    await report.getByLabel('情况说明').fill('无异常');
  });
  await take(office, caseId, '核对返回报告');
  await openCasePage(subject, caseId);
  await expect(subject.page.getByText('已办结').first()).toBeVisible();
  for (const one of [subject, hr, office, leader]) await one.close();
});

test('离岗: application, handing back, education, talk, pledge and the 脱密期', async ({ browser, owner, clock }) => {
  test.setTimeout(240_000);
  const [subject, officer, hr, office] = [
    await seat(browser, owner),
    await seat(browser, owner, 'unit-officer'),
    await seat(browser, owner, 'hr'),
    await seat(browser, owner, 'office'),
  ];
  await putInPost(owner, subject.who, 'general');
  await subject.page.goto('/me/cases');
  await subject.page.getByRole('link', { name: '申请离岗离职' }).click();
  const form = subject.page.getByRole('form', { name: '申请离岗离职' });
  await form.getByLabel('类别').selectOption('leave-unit');
  await form.getByLabel('原因').selectOption('resign');
  await form.getByLabel('拟离岗日期').fill(day(20));
  await form.getByLabel('说明').fill('个人原因');
  await form.getByRole('button', { name: '申请离岗离职' }).click();
  const caseId = await caseIdOf(subject);

  await agree(officer, caseId, '签署用人部门意见');
  await take(hr, caseId, '核准离岗离职');
  await openCasePage(office, caseId);
  const confirm = office.page.getByRole('button', { name: /^确认清退：/ });
  await expect(confirm.first()).toBeVisible();
  for (let left = await confirm.count(); left > 0; left -= 1) {
    await confirm.first().click();
    await expect(confirm).toHaveCount(left - 1);
  }
  await take(hr, caseId, '记录提醒谈话', async (talk) => {
    await talk.getByLabel('谈话日期').fill(day(0));
    await talk.getByLabel('地点').fill('会议室');
    await talk.getByLabel('谈话要点').fill('重申保密义务和脱密期要求。');
  });
  await study(subject, owner, clock, caseId);
  await pass(subject, owner, caseId);
  await openCasePage(subject, caseId);
  const pledge = subject.page.getByRole('form', { name: '签订离岗承诺书' });
  await expect(pledge.getByText('涉密人员离岗离职保密承诺书')).toBeVisible();
  await expect(pledge.getByRole('timer')).toBeVisible();
  await clock.advance('90 seconds');
  await pledge.getByRole('checkbox').check();
  await sign(pledge);
  await pledge.getByRole('button', { name: '签订离岗承诺书' }).click();
  await expect(pledge).toHaveCount(0);
  await openCasePage(hr, caseId);
  const period = hr.page.getByRole('form', { name: '提出脱密期限' });
  await period.getByLabel('起算日').fill(day(0));
  await period.getByLabel('脱密期（月）').fill('36');
  await period.getByRole('button', { name: '提出脱密期限' }).click();
  await expect(hr.page.getByText(/脱密期应在 6 至 12 个月之间/)).toBeVisible();
  await period.getByLabel('脱密期（月）').fill('6');
  await period.getByRole('button', { name: '提出脱密期限' }).click();
  await expect(period).toHaveCount(0);
  await take(office, caseId, '确认脱密期');
  await openCasePage(office, caseId);
  await expectNoAxeViolations(office.page);
  await expect(office.page.getByRole('link', { name: '脱密期管理告知书' })).toBeVisible();
  await subject.page.goto('/me/cases');
  await expect(subject.page.getByRole('link', { name: '提出脱密期申请' })).toBeVisible();
  for (const one of [subject, officer, hr, office]) await one.close();
});

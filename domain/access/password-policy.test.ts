import { describe, expect, it } from 'vitest';
import { passwordFault, passwordRuleTexts } from './password-policy.ts';

const facts = {
  employeeNo: 'E0001',
  name: '陈思远',
  organisation: '江澜市发展研究院',
  isCommon: (text: string) => text === 'correcthorsebattery',
};

describe('passwordFault', () => {
  it('asks the modern profile for length and nothing else of composition', () => {
    expect(passwordFault('modern', 'short-but-mixed', facts)).toBeNull();
    expect(passwordFault('modern', 'Sh0rt!', facts)).toContain('15');
    expect(passwordFault('modern', 'walnuts under grey sky', facts)).toBeNull();
  });
  it('asks the classified-protection profile for three of four kinds', () => {
    expect(passwordFault('classified-protection', 'abcdefghijkl', facts)).toContain('3 种');
    expect(passwordFault('classified-protection', 'Walnut-sky7', facts)).toBeNull();
  });
  it('refuses common passwords, context words and repetition under either profile', () => {
    expect(passwordFault('modern', 'CorrectHorseBattery', facts)).toContain('常见');
    expect(passwordFault('modern', 'my e0001 is the one', facts)).toContain('工号');
    expect(passwordFault('modern', '我是陈思远住在一座小城的河边上面', facts)).toContain('姓名');
    expect(passwordFault('modern', 'aaaaaaaaaaaaaaaaaaaa', facts)).toContain('重复');
  });
  it('counts characters, not code units, and accepts long passwords with spaces and Chinese', () => {
    expect(passwordFault('modern', '秋天的河面上有一只很小的船在慢慢走', facts)).toBeNull();
    expect(passwordFault('modern', '𠮷'.repeat(8), facts)).toContain('15');
  });
  it('tells every rule it enforces', () => {
    expect(passwordRuleTexts('classified-protection').join()).toContain('90 天');
    expect(passwordRuleTexts('modern').join()).not.toContain('天更换');
  });
});

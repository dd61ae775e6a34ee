import type { ReviewedLaw } from '../law/reviewed-law.ts';

/**
 * A parsed lesson: plain JSON, the only form in which lesson text reaches a page. It has no place for HTML, addresses
 * or code blocks, so a lesson file can carry none.
 */
export type Cite = {
  readonly type: 'cite';
  /** Short name in the law register, e.g. `保密法`. */
  readonly law: string;
  readonly version: string;
  /** Arabic number, with the suffix of an inserted article: `31`, `219-1`. */
  readonly article: string;
  /** Chinese numeral of the item: `三`. */
  readonly item?: string;
  /** What the reader sees: 《保密法》第三十一条第（三）项. */
  readonly label: string;
};

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong' | 'em'; readonly children: readonly Inline[] }
  | Cite;

export const VERDICTS = ['best', 'ok', 'wrong'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const NODE_KINDS = ['人员', '设备', '平台', '境外'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export type Paragraph = { readonly type: 'paragraph'; readonly children: readonly Inline[] };
export type List = { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] };
export type Table = {
  readonly type: 'table';
  readonly header: readonly (readonly Inline[])[];
  readonly rows: readonly (readonly (readonly Inline[])[])[];
};
export type Heading3 = { readonly type: 'heading3'; readonly children: readonly Inline[] };

export type ScenarioChoice = {
  readonly text: string;
  readonly consequence: readonly Inline[];
  readonly verdict: Verdict;
  /** Id of the scenario that this choice reveals. */
  readonly next?: string;
};
export type Scenario = {
  readonly type: 'scenario';
  readonly id: string;
  /** A step stays hidden until a choice of an earlier scenario names it in `next`. */
  readonly step: boolean;
  readonly prompt: readonly Block[];
  /** Two to four, exactly one of them `best`. */
  readonly choices: readonly ScenarioChoice[];
  readonly rule?: readonly Inline[];
};

/** Rule cards: a moment of work, what to do, what not to do, why. */
export type Cards = {
  readonly type: 'cards';
  readonly cards: readonly {
    readonly situation: readonly Inline[];
    readonly dos: readonly Inline[];
    readonly donts: readonly Inline[];
    readonly why: readonly Inline[];
  }[];
};

/** 能 / 不能 quick judgement. */
export type Deck = {
  readonly type: 'deck';
  readonly id: string;
  readonly cards: readonly {
    readonly text: readonly Inline[];
    readonly can: boolean;
    readonly reason: readonly Inline[];
  }[];
};

export type CaseTimeline = {
  readonly type: 'case';
  readonly id: string;
  readonly title: string;
  readonly steps: readonly {
    readonly when: readonly Inline[];
    readonly what: readonly Inline[];
    /** Without the leading 在这里本可以：. */
    readonly couldHave?: readonly Inline[];
  }[];
};

/** The way a leak took; every edge that could have been cut says how. */
export type Chain = {
  readonly type: 'chain';
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly kind: NodeKind }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly channel: string;
    readonly what: string;
    /** Without the leading 可拦：. */
    readonly stop?: string;
  }[];
};

export type Steps = {
  readonly type: 'steps';
  readonly title: string;
  readonly items: readonly { readonly title: readonly Inline[]; readonly text: readonly Inline[] }[];
};

export type Block = Paragraph | List | Table | Heading3 | Scenario | Cards | Deck | CaseTimeline | Chain | Steps;

export type Section = {
  /** `s1`, `s2`, … in order; stable as long as the order of sections is. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
};

export const PLAN_LETTERS = ['Q', 'q', 'S', 'Z', 'L', 'D', 'B'] as const;

/** The five topics that in-service education must cover (实施条例 2024 第 9 条第二款). */
export const TOPICS = ['保密工作优良传统', '保密形势任务', '保密法律法规', '保密技术防范', '保密违法案例警示'] as const;

export type Lesson = {
  readonly id: string;
  /** As shown: `6.2`. */
  readonly number: string;
  readonly module: string;
  readonly version: number;
  readonly title: string;
  /** The question the lesson answers. */
  readonly question: string;
  readonly minutes: number;
  readonly plans: readonly (typeof PLAN_LETTERS)[number][];
  readonly topics: readonly (typeof TOPICS)[number][];
  readonly units: readonly string[];
  /** Articles cited, without items: `保密法/2024/31`. */
  readonly laws: readonly string[];
  /** Versions beside which the lesson was read again, although it cites an older one on purpose. */
  readonly reviewed?: readonly ReviewedLaw[] | undefined;
  readonly intro: readonly Block[];
  readonly sections: readonly Section[];
  /** One-screen card: three to six sentences. */
  readonly summary: readonly (readonly Inline[])[];
};

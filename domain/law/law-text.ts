/** One article of one version of a law. */
export type ArticleText = {
  readonly number: string;
  /** 第三十一条. */
  readonly title: string;
  readonly chapter: string;
  readonly paragraphs: readonly string[];
};

/** One version of a law with its articles in the order of the statute. */
export type LawText = {
  readonly law: string;
  readonly version: string;
  /** First day in force, `2024-05-01`. */
  readonly inForce: string;
  readonly isInForce: boolean;
  readonly articles: ReadonlyMap<string, ArticleText>;
};

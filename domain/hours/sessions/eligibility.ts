/** What is known of somebody who was, or is said to have been, at a session; all on the day of that session. */
export type PersonFacts = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  /** Joined by that day, not gone, with a place in the organisation. */
  readonly isMember: boolean;
  /** In what whoever asks looks after. */
  readonly isInScope: boolean;
  /** On this session's list already. */
  readonly isOnList: boolean;
  /** Title of an approved session of the person that overlaps; null when there is none. */
  readonly overlaps: string | null;
};

export type Obstacle = 'out-of-scope' | 'not-member' | 'overlap';

/** Why somebody cannot be on the list, the first that holds; null when nothing stands in the way. */
export function obstacleOf(facts: PersonFacts): Obstacle | null {
  if (!facts.isInScope) return 'out-of-scope';
  if (!facts.isMember) return 'not-member';
  return facts.overlaps === null ? null : 'overlap';
}

/** The sentence for an obstacle. Nothing is said of people out of scope that is not said of people who do not exist. */
export function obstacleText(facts: PersonFacts): string | null {
  switch (obstacleOf(facts)) {
    case 'out-of-scope':
      return '没有这个工号，或不在您负责的范围内';
    case 'not-member':
      return '培训当天不在职（尚未入职或已离职）';
    case 'overlap':
      return `与已审批的“${facts.overlaps}”时间重叠`;
    default:
      return null;
  }
}

const NAMES_SHOWN = 5;

/** Names for a message: the first few and how many there are in all. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join('、');
  return names.length > NAMES_SHOWN ? `${shown} 等 ${names.length} 人` : shown;
}

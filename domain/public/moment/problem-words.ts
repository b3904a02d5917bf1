import { longestDays, type MomentProblem } from './question.ts'

/** What is wrong with a question, and what to do about it. */
export const problemWords: Record<MomentProblem, string> = {
  unknown_zone: 'There is no such time zone, so this is told in the page’s own.',
  unreadable_time: 'The time can’t be read. Write it like 2026-11-24T14:05.',
  unreadable_until: 'The end can’t be read. Write it like 2026-11-24T15:00.',
  in_future: 'This time is still to come. Choose one that has passed.',
  ends_before_it_begins: 'The end lies before the beginning. Swap them, or leave the end out.',
  too_long: `This is longer than ${longestDays} days. Choose a shorter stretch, or look in the history.`,
  unknown_component: 'There is no such component. Choose one from the list.',
}

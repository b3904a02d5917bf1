import type { SignInProblem } from '#auth/single-sign-on'

const words: Record<SignInProblem | 'failed', (label: string) => string> = {
  off: () => 'Signing in through a provider is not set up here. Ask an owner.',
  down: (label) => `${label} does not answer, so it can’t say who you are. Try again in a moment.`,
  wrong: (label) => `${label} can’t be used as it is set up here. Tell an owner: the server’s log says what is wrong.`,
  begun_elsewhere: () =>
    'This sign-in was not begun in this browser, or too long ago, or another one was begun since. Begin again here.',
  cancelled: (label) => `${label} did not let you in, or you went back. Begin again, or ask whoever runs it.`,
  not_believed: (label) =>
    `What ${label} answered did not hold up, so nobody was signed in. Begin again; if this stays, tell an owner.`,
  not_anew: (label) =>
    `${label} did not ask you again who you are, or does not say that it did, so nothing was confirmed. Sign out at ${label}, and begin again here; if this stays, tell an owner.`,
  too_many: () => 'Too many sign-ins were begun from your network address. Wait ten minutes, then begin again.',
  too_many_groups: (label) =>
    `${label} says that you are in too many groups to list them. Ask whoever runs it to send only the groups that this page needs.`,
  no_group: (label) =>
    `You have no access here: none of your groups in ${label} has a role on this page. Ask whoever looks after the groups.`,
  no_email: (label) =>
    `${label} names no e-mail address of yours, and without one you can’t be known here. Tell an owner.`,
  unverified_email: (label) =>
    `${label} does not say that your e-mail address was verified, so it can’t be believed here. Tell an owner.`,
  deactivated: () => 'An owner has taken your access away. Ask them if that should change.',
  other_account: (label) =>
    `Somebody else’s account in ${label} came with your e-mail address before. An owner can undo that link.`,
  failed: () => 'Something went wrong on our side, and nobody was signed in. Begin again in a moment.',
}

/** What the sign-in page says of a sign-in that came to nothing; null for what is no such word. */
export function problemWords(problem: string | undefined, label: string): string | null {
  return problem !== undefined && Object.hasOwn(words, problem) ? words[problem as keyof typeof words](label) : null
}

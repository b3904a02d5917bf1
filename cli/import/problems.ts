/** How many are printed: the first ones show what is wrong with a file. */
const mostShown = 20

/** Why a page can't be imported: each problem names a file and, where it is one, the field. */
export class ImportError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const more = problems.length - mostShown
    const shown = problems.slice(0, mostShown)
    super([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))
    this.name = 'ImportError'
    this.problems = problems
  }
}

/** An instant as Candor's documents write it: UTC, to the millisecond. */
export function iso(at: number): string {
  return new Date(at).toISOString()
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at)
}

/** What every document begins with. */
export function envelopeOf(asOf: number) {
  return { version: 1 as const, as_of: iso(asOf), confirmed_at: iso(asOf) }
}

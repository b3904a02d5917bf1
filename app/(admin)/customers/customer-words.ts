/** Where a customer stands on a page. */
export function customerAnchor(linkId: string): string {
  return `customer-${linkId}`
}

/** How many are linked and how many of them are still to be told, in words. */
export function customerCountWords(linked: number, toTell: number): string {
  if (linked === 0) return 'Nobody is linked.'
  if (toTell === 0) return linked === 1 ? '1 linked, and told.' : `${linked} linked, all of them told.`
  return `${linked} linked, ${toTell === linked ? 'none of them told yet' : `${toTell} still to tell`}.`
}

/** How many of an incident's customers wait, and how many of those a person linked. */
export function toTellWords({ toTell, toTellOfPerson }: { toTell: number; toTellOfPerson: number }): string {
  const own =
    toTellOfPerson === 0 ? '' : toTellOfPerson === toTell ? ', linked by you' : `, ${toTellOfPerson} linked by you`
  return `${toTell} to tell${own}`
}

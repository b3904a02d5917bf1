/** What is shorter is a word, like "hook" or "v2". */
const shortestSecret = 8

/**
 * What a receiver answers, without the address that was asked: many say in an error which path they don't
 * know, and a webhook's path is its secret.
 */
export function withoutAddress(answer: Buffer, target: string): Buffer {
  const { href, pathname, search, searchParams } = new URL(target)
  const pieces = [...pathname.split('/'), ...searchParams.values()]
  const secrets = [href, `${pathname}${search}`, pathname, search, ...pieces, ...pieces.flatMap(decoded)]
  const pairs = search.slice(1).split('&')
  const unnamed = [
    ...secrets.filter(({ length }) => length >= shortestSecret),
    ...pairs.filter((pair) => /=./.test(pair)),
  ]
  return Buffer.from(unnamed.reduce((said, secret) => said.replaceAll(secret, '…'), answer.toString('utf8')))
}

/** As it reads without its percent signs; nothing where these stand for no text. */
function decoded(piece: string): string[] {
  try {
    return [decodeURIComponent(piece)]
  } catch (error) {
    if (error instanceof URIError) return []
    throw error
  }
}

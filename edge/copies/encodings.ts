import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** What we would rather send, where a client likes both as much. */
const preferred: Encoding[] = ['br', 'gzip', 'identity']
const rememberedMost = 200

/** Good enough to come close to the best, and quick enough to be done at once for each new copy. */
const brotliQuality = 6
const gzipLevel = 6

const chosen = new Map<string, Encoding>()

/** The encoding that a client likes most, by the q-values of its Accept-Encoding (RFC 9110, 12.5.3). */
export function chooseEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity'
  const known = chosen.get(accepted)
  if (known) return known
  const encoding = readChoice(accepted)
  if (chosen.size < rememberedMost) chosen.set(accepted, encoding)
  return encoding
}

function readChoice(accepted: string): Encoding {
  const weights = new Map<string, number>()
  for (const part of accepted.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    const weight = quality === undefined ? 1 : Number(quality.slice(2))
    if (coding) weights.set(coding === 'x-gzip' ? 'gzip' : coding, Number.isFinite(weight) ? weight : 0)
  }
  const weightOf = (encoding: Encoding): number =>
    weights.get(encoding) ?? (encoding === 'identity' ? identityWeight(weights) : (weights.get('*') ?? 0))
  return preferred.reduce((best, next) => (weightOf(next) > weightOf(best) ? next : best))
}

/** Always acceptable unless it is named or `*` rules it out; then nothing better was asked for. */
function identityWeight(weights: ReadonlyMap<string, number>): number {
  return weights.get('*') === 0 ? 0 : 0.0001
}

/** A body in an encoding. */
export function encode(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'identity') return body
  if (encoding === 'gzip') return gzipSync(body, { level: gzipLevel })
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  })
}

import type { State } from '#domain/status'
import { faviconHref } from './favicon.tsx'

/** In pixels, as those who show previews of links ask for it. */
export const previewSize = { width: 1200, height: 630 }

const grounds: Record<State, string> = {
  operational: 'bg-[#e7f4ec]',
  degraded_performance: 'bg-[#fdf3dc]',
  partial_outage: 'bg-[#fdeee4]',
  major_outage: 'bg-[#fdeaea]',
  under_maintenance: 'bg-[#e8f1fc]',
  no_data: 'bg-[#eff0f3]',
}

interface PreviewImageProps {
  pageName: string
  state: State
  /** The state in words, where the title does not say it. */
  stateWords: string | null
  title: string
  /** As of when, or from when to when. */
  time: string
}

/** What stands beside a link to the page where it is shared. Drawn as a picture: neither the page's styles nor its fonts are there. */
export function PreviewImage({ pageName, state, stateWords, title, time }: PreviewImageProps) {
  const [name, words] = [drawable(pageName), drawable(title)]
  return (
    <div tw="flex h-full w-full flex-col justify-between bg-[#f7f7f5] p-16 text-[#14171f]">
      <div tw="flex text-4xl text-[#565d6b]">{name ?? ''}</div>
      <div tw={`flex items-start rounded-3xl p-12 ${grounds[state]}`}>
        <img src={faviconHref(state)} alt="" width={72} height={72} />
        <div tw="ml-10 flex flex-1 flex-col">
          <div tw="flex text-6xl leading-tight">{words ?? stateWords ?? ''}</div>
          {words !== null && stateWords !== null && <div tw="mt-5 flex text-4xl text-[#565d6b]">{stateWords}</div>}
        </div>
      </div>
      <div tw="flex text-3xl text-[#565d6b]">{time}</div>
    </div>
  )
}

const unknown = /[^ -~\u00a0-\u017f\u2013\u2014\u2018-\u201d\u2026]/gu

/**
 * Text of letters that the picture's font has, at most so much of it as fits; null where it has others, which would be
 * fetched from somebody else's server: the words stand beside the picture all the same.
 */
export function drawable(text: string): string | null {
  if (/\p{L}|\p{N}/u.test(text.match(unknown)?.join('') ?? '')) return null
  const line = text.replace(unknown, '').replace(/\s+/g, ' ').trim()
  if (line === '') return null
  return line.length > 110 ? `${line.slice(0, 109).trimEnd()}…` : line
}

import { z } from 'zod'
import type { PageLink } from '#db/schema/page'
import { cleanLine, line } from '../input.ts'

export const mostLinks = 5

const linkInput = z.object({
  label: line('A link’s words', { max: 60 }),
  url: z.string().transform(cleanLine),
})

/** The links in the page's foot; each has words and an address of the web. */
export const linksInput = z
  .array(linkInput)
  .max(mostLinks, `At most ${mostLinks} links fit. Leave the least useful ones out.`)
  .superRefine((links, context) => {
    for (const [index, { label, url }] of links.entries()) {
      if (isWebAddress(url)) continue
      const message =
        url === ''
          ? `“${label}” has no address. Write it behind the words: ${label} https://example.com`
          : `The address of “${label}” must begin with https:// or http://.`
      context.addIssue({ code: 'custom', message, path: [index] })
    }
  })

/** Links as a person types them, one a line: the words, then the address. */
export function parseLinkLines(text: string): PageLink[] {
  return text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, label = '', url = ''] = /^(.*?)\s*(\S*:\S+)$/.exec(one) ?? []
      return url === '' ? { label: one, url: '' } : { label: label || hostOf(url), url }
    })
}

/** The same the other way round. */
export function linkLines(links: readonly PageLink[]): string {
  return links.map(({ label, url }) => `${label} ${url}`).join('\n')
}

/** Whether a text is an address that a browser opens over the web. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text) && text.length <= 2_000
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || url : url
}

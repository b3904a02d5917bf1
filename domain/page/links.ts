import { z } from 'zod'
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

/** Whether a text is an address that a browser opens over the web. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text) && text.length <= 2_000
}

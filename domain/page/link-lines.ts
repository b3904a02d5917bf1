import type { PageLink } from '#db/schema/page'

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

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || url : url
}

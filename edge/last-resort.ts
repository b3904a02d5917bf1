import { createHash } from 'node:crypto'

const style = `:root{color-scheme:light dark}body{margin:0;font:16px/1.55 system-ui,sans-serif;background:#f7f7f5;color:#14171f}main{max-width:46rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:1.75rem;line-height:1.25;letter-spacing:-.015em}p{color:#565d6b}@media(prefers-color-scheme:dark){body{background:#0e1117;color:#e9ebf0}p{color:#a2a9b6}}`
const styleHash = createHash('sha256').update(style).digest('base64')

export const lastResortPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`

/** What a customer reads while the app can't render and no copy is there: true, and saying what to do. */
export const lastResortPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>We can’t confirm the current status</title><style>${style}</style></head><body><main><h1>We can’t confirm the current status</h1><p>This status page can’t be shown right now. It tries again by itself; load it again in a moment.</p></main></body></html>`

const words = `<noscript><h1>This page could not be shown</h1><p>Something went wrong on our side. Nothing that was saved is lost. Load the page again; if this stays, tell whoever runs this server.</p><p><a href="/admin">The admin area</a></p></noscript>`

/** An admin page that failed to render leaves its body to scripts: without any, it says what happened. */
export function withWordsWithoutScripts(html: string): string {
  return html.startsWith('<!DOCTYPE html><html id="__next_error__"') ? html.replace(/<body[^>]*>/, `$&${words}`) : html
}

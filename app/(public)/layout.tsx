import type { Viewport } from 'next'
import type { ReactNode } from 'react'
import { config } from '#config'
import { accentStyle } from '#components/accent-style'
import { readSettings } from './reads.ts'
import './public.css'

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f5' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1117' },
  ],
}

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const style = accentStyle(await readSettings())
  return (
    // A copy that is older than this when it is sent, as on a mirror that nobody feeds any more, can't be confirmed.
    <html lang="en" data-limit={config().oldAfterSeconds}>
      <head>{style && <style>{style}</style>}</head>
      <body>{children}</body>
    </html>
  )
}

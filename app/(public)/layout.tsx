import type { Viewport } from 'next'
import type { ReactNode } from 'react'
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
    <html lang="en">
      <head>{style && <style>{style}</style>}</head>
      <body>{children}</body>
    </html>
  )
}

import type { ReactNode } from 'react'
import { mailStyle } from './mail-style.tsx'

interface MailFrameProps {
  pageName: string
  pageUrl: string
  title: string
  /** What mail programs show beside the subject. */
  preheader: string
  /** Why it came, and how to change that. */
  foot: ReactNode
  children: ReactNode
}

/** A mail: one column that fits a phone, in tables, since some mail programs know nothing else. */
export function MailFrame({ pageName, pageUrl, title, preheader, foot, children }: MailFrameProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: mailStyle }} />
      </head>
      <body>
        <div className="preheader">{preheader}</div>
        <table role="presentation" className="outer">
          <tbody>
            <tr>
              <td align="center" className="pad">
                <table role="presentation" className="column">
                  <tbody>
                    <tr>
                      <td className="name" align="left">
                        <a href={pageUrl}>{pageName}</a>
                      </td>
                    </tr>
                    <tr>
                      <td align="left">
                        <div className="panel">{children}</div>
                      </td>
                    </tr>
                    <tr>
                      <td className="foot" align="left">
                        {foot}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

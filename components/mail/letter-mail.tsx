import { MailFrame } from './mail-frame.tsx'
import type { Reader } from './news-words.tsx'

/** A letter about the subscription itself, in words that both its forms share. */
export interface LetterWords {
  subject: string
  heading: string
  /** One paragraph each. */
  paragraphs: string[]
  /** What is heard, a line each; empty where that is not told. */
  choices: string[]
  button: { label: string; url: string }
  foot: string
}

/** What a letter says. */
export function LetterMail({ reader, letter }: { reader: Reader; letter: LetterWords }) {
  return (
    <MailFrame
      pageName={reader.pageName}
      pageUrl={reader.pageUrl}
      title={letter.subject}
      preheader={letter.paragraphs[0] ?? ''}
      foot={letter.foot}
    >
      <h1>{letter.heading}</h1>
      <div className="text">
        {letter.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {letter.choices.length > 0 && (
          <ul>
            {letter.choices.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      <a className="button" href={letter.button.url}>
        {letter.button.label}
      </a>
    </MailFrame>
  )
}

import type { FilledWords } from '#domain/messages/templates'
import { MailFrame } from './mail-frame.tsx'
import type { Reader } from './news-words.tsx'
import { OwnText } from './own-text.tsx'

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

interface LetterMailProps {
  reader: Reader
  letter: LetterWords
  words: FilledWords
}

/** What a letter says. */
export function LetterMail({ reader, letter, words }: LetterMailProps) {
  return (
    <MailFrame
      pageName={reader.pageName}
      pageUrl={reader.pageUrl}
      title={letter.subject}
      preheader={letter.paragraphs[0] ?? ''}
      foot={letter.foot}
    >
      <h1>{letter.heading}</h1>
      <OwnText words={words.opening} />
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
      <OwnText words={words.closing} place="closing" />
    </MailFrame>
  )
}
